package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.naru.gateway.publication.Envelopes;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static dev.naru.gateway.publication.spool.Folder.readAll;
import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The process or the machine stops in the middle of it.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SpoolCrashTest {

	@TempDir
	Path directory;

	@RepeatedTest(3)
	void keepsAllThatWasSafeWhenTheProcessIsKilled() throws Exception {
		// Given another process that appends under load, for a while
		List<Long> safe = new ArrayList<>();
		try (AnotherGateway other = AnotherGateway.start(this.directory)) {
			int until = 3000 + new Random().nextInt(10_000);
			for (Long position = other.nextSafe(); position != null; position = other.nextSafe()) {
				safe.add(position);

				// When it is killed
				if (safe.size() == until) {
					other.kill();
				}
			}
			assertThat(safe).hasSizeGreaterThanOrEqualTo(until);
		}

		// Then all that it said is safe is there
		try (Spool spool = new Folder(this.directory).open()) {
			assertThat(readAll(spool, "topic")).extracting(Kept::position).containsAll(safe);
		}
	}

	@Test
	void keepsAllThatWasCompleteWhenTheLastWriteIsTorn() throws Exception {
		// Given the files of a spool in use, half of it in the log, with known lengths of
		// the log after each record
		Folder folder = new Folder(this.directory.resolve("spool"));
		List<Long> lengths = new ArrayList<>();
		int inFile = 300;
		try (Spool spool = folder.open()) {
			for (int i = 0; i < inFile; i++) {
				soon(spool.append(Envelopes.of("topic", "key", new byte[100])));
			}
		}
		try (Spool spool = folder.open()) {
			Random random = new Random(7);
			for (int i = 0; i < 60; i++) {
				soon(spool.append(Envelopes.of("topic", "key", new byte[random.nextInt(10_000)])));
				lengths.add(folder.log().toFile().length());
			}
			assertThat(lengths).isSorted().doesNotHaveDuplicates();

			// When the log is cut off anywhere
			for (int cut = 0; cut < 100; cut++) {
				long length = random.nextLong(lengths.get(lengths.size() - 1) + 1);
				Folder torn = folder.copy(this.directory.resolve("torn-" + cut), length);

				// Then the spool opens and holds just what was complete
				int complete = (int) lengths.stream().filter((end) -> end <= length).count();
				try (Spool opened = torn.open()) {
					assertThat(readAll(opened, "topic")).extracting(Kept::position)
						.isEqualTo(positions(1, inFile + complete));

					// And goes on from there
					soon(opened.append(Envelopes.of("topic")));
					assertThat(opened.records()).isEqualTo(inFile + complete + 1);
				}
				assertThat(torn.files("spool-corrupt")).isEmpty();
			}
		}
	}

	private static List<Long> positions(long first, long last) {
		return java.util.stream.LongStream.rangeClosed(first, last).boxed().toList();
	}

}
