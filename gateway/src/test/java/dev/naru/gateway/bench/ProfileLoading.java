package dev.naru.gateway.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Profile;
import dev.naru.gateway.provider.TestProfiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a start takes for its profiles, in a JVM that has just begun.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProfileLoading {

	/**
	 * Those of the first release.
	 */
	@Benchmark
	public List<Profile> firstFour() {
		return Stream.of("popbill", "portone", "standard-webhooks", "steppay").map(TestProfiles::builtIn).toList();
	}

	/**
	 * All that there are.
	 */
	@Benchmark
	public List<Profile> all() {
		return TestProfiles.names().map(TestProfiles::builtIn).toList();
	}

}
