package dev.naru.gateway.bench;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the stages. No test: {@code deploy/bench/stages} runs it.
 */
class StagesBench {

	@Test
	void measure() throws Exception {
		Path results = Files.createDirectories(Path.of("target", "bench")).resolve("stages.csv");
		Options options = new OptionsBuilder().include(Stages.class.getSimpleName())
			.forks(2)
			.warmupIterations(5)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(GCProfiler.class)
			.resultFormat(ResultFormatType.CSV)
			.result(results.toString())
			.build();
		new Runner(options).run();
	}

}
