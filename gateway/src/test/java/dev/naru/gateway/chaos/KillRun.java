package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.chaos.Verdict.Charge;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many kills in parts, each with a fleet and a seed of its own. A part whose table is
 * there already is not run again. No test: {@code deploy/chaos/run --kills} runs it.
 */
class KillRun {

	private static final Path RESULTS = Path.of("target", "chaos");

	private static final int KILLS = Integer.getInteger("naru.chaos.kills", 100);

	private static final int ACKNOWLEDGED = Integer.getInteger("naru.chaos.acknowledged", 100_000);

	private static final int KILLS_OF_A_PART = Integer.getInteger("naru.chaos.part", 100);

	private static final int PAUSE_MILLIS = Integer.getInteger("naru.chaos.pause", 100);

	private static final long SEED = Long.getLong("naru.chaos.seed", 1L);

	@Test
	void nothingIsLost() throws IOException {
		int parts = Math.ceilDiv(KILLS, KILLS_OF_A_PART);
		List<Long> missing = Stream.iterate(SEED, (seed) -> seed + 1)
			.limit(parts)
			.filter((seed) -> !Files.exists(table(seed)))
			.toList();
		if (!missing.isEmpty()) {
			StartCache start = StartCache.in(RESULTS.resolve("start"));
			for (long seed : missing) {
				prove(new KillPlan(KILLS_OF_A_PART, Math.ceilDiv(ACKNOWLEDGED, parts), seed, PAUSE_MILLIS), start);
			}
		}
		List<Path> tables = new ArrayList<>();
		for (int part = 0; part < parts; part++) {
			tables.add(table(SEED + part));
		}
		System.out.println(Table.sum(tables));
	}

	/**
	 * Runs one part.
	 * @throws AssertionError if anything is wrong; what it left behind stays then, beside
	 * a {@code wrong.txt} in place of the table
	 */
	static void prove(KillPlan plan, StartCache start) throws IOException {
		Path part = emptied(folder(plan.seed()));
		Path work = Files.createDirectories(part.resolve("work"));

		KillReport report = Kills.run(plan, start, work);

		System.out.println(report.table());
		// How late answers are depends on what else the machine does; it is told, and
		// judged elsewhere.
		List<String> wrong = report.verdict()
			.examples()
			.stream()
			.filter((example) -> !example.startsWith(Charge.SLOW.name()))
			.toList();
		if (!wrong.isEmpty()) {
			Files.writeString(part.resolve("wrong.txt"), report.table() + String.join("\n", wrong) + "\n");
		}
		assertThat(wrong).as("what is wrong; all that was left behind is in %s", work).isEmpty();
		assertThat(report.table().get(KillReport.KILLS)).isGreaterThanOrEqualTo(plan.kills());
		assertThat(report.table().get(KillReport.ACKNOWLEDGED)).isGreaterThanOrEqualTo(plan.acknowledged());
		Files.writeString(table(plan.seed()), report.table().toString());
		FileSystemUtils.deleteRecursively(work);
	}

	private static Path emptied(Path folder) throws IOException {
		FileSystemUtils.deleteRecursively(folder);
		return Files.createDirectories(folder);
	}

	private static Path folder(long seed) {
		return RESULTS.resolve("kills-" + seed);
	}

	private static Path table(long seed) {
		return folder(seed).resolve("table.txt");
	}

}
