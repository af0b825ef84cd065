package dev.naru.gateway.provider;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies, signatures and profile files that a fuzzer comes up with, guided by what of the
 * gateway they reach: for a short time in every build, for longer with
 * {@code deploy/fuzz/run}. What it once found is tried in every build.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzingTest {

	private static final Path FOUND = Path.of("src", "test", "resources", "fuzz");

	private static final int SECONDS = Integer.getInteger("naru.fuzz.seconds", 10);

	/** Until the fuzzer has looked at its seeds, on a machine that is busy. */
	private static final Duration BEFORE = Duration.ofMinutes(10);

	@Test
	void theFuzzerFindsNothing() throws IOException, InterruptedException {
		Path work = Files.createDirectories(Path.of("target", "fuzz")).toAbsolutePath();
		Path corpus = Files.createDirectories(work.resolve("corpus"));
		List<byte[]> seeds = Fuzzed.seeds().toList();
		for (int i = 0; i < seeds.size(); i++) {
			Files.write(corpus.resolve("seed-" + i), seeds.get(i));
		}
		Path log = work.resolve("log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// The compilers of this JVM: in a build one, in a long run both.
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> argument.startsWith("-XX:TieredStopAtLevel="))
			.forEach(command::add);
		command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
				"--target_class=" + Fuzzed.class.getName(), "--instrumentation_includes=dev.naru.**",
				"--custom_hook_includes=dev.naru.**", "--reproducer_path=" + work,
				"-artifact_prefix=" + work + File.separator, "-max_total_time=" + SECONDS, "-max_len=8192",
				"-timeout=30", "-rss_limit_mb=0", corpus.toString()));
		Process fuzzer = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		boolean ended = fuzzer.waitFor(BEFORE.toSeconds() + SECONDS, TimeUnit.SECONDS);
		fuzzer.destroyForcibly();

		assertThat(ended && fuzzer.exitValue() == 0)
			.as("what it found is in %s: mend it, and keep the input in %s. %s", work, FOUND, Files.readString(log))
			.isTrue();
	}

	static Stream<Path> found() throws IOException {
		if (!Files.isDirectory(FOUND)) {
			return Stream.of();
		}
		try (Stream<Path> files = Files.list(FOUND)) {
			return files.sorted().toList().stream();
		}
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("found")
	void whatItFoundBeforeIsNoFaultAnyMore(Path input) throws IOException {
		Fuzzed.fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
