package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is killed and frozen, what was answered with a 2xx is on Kafka: once the dust
 * has settled, whole, and in order. {@code deploy/chaos/run} is the long version.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = "cores", mode = ResourceAccessMode.READ)
class ChaosTest {

	private static final long SEED = Long.getLong("naru.chaos.seed", 1L);

	@Test
	@Execution(ExecutionMode.SAME_THREAD)
	void nothingIsLostWithOneBroker() throws IOException {
		prove(new Plan("one-broker", 1, seconds(15), SEED,
				List.of(Trouble.GATEWAY_DIES_DURING_AN_OUTAGE, Trouble.BOTH_DIE), Trouble.OF_ONE_BROKER));
	}

	/**
	 * In {@code mvn verify} kills stand for all that can happen to a cluster.
	 */
	@Test
	@Execution(ExecutionMode.SAME_THREAD)
	@EnabledIfSystemProperty(named = "naru.chaos.seconds", matches = ".+")
	void nothingIsLostWithACluster() throws IOException {
		prove(new Plan("cluster", 3, seconds(10), SEED, List.of(Trouble.LEADER_DIES), Trouble.OF_A_CLUSTER));
	}

	@Test
	@Execution(ExecutionMode.SAME_THREAD)
	@DisabledIfSystemProperty(named = "naru.chaos.seconds", matches = ".+")
	void nothingIsLostWhenAllAreKilledAgainAndAgain() throws IOException {
		KillRun.prove(new KillPlan(20, 1, SEED, 100), StartCache.none());
	}

	private static Duration seconds(int usual) {
		return Duration.ofSeconds(Integer.getInteger("naru.chaos.seconds", usual));
	}

	private static void prove(Plan plan) throws IOException {
		Path results = Path.of("target", "chaos", plan.name() + "-" + plan.seed());
		FileSystemUtils.deleteRecursively(results);
		Path work = Files.createDirectories(results.resolve("work"));

		Report report = Chaos.run(plan, work);

		System.out.println(report.table());
		Files.writeString(results.resolve("table.txt"), report.table());
		assertThat(report.verdict().examples()).as("what is wrong; all that was left behind is in %s", work).isEmpty();
		assertThat(report.verdict().yes()).isPositive();
		FileSystemUtils.deleteRecursively(work);
	}

}
