package dev.naru.gateway.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {

	private static final RateLimit.Kind STORM = new RateLimit.Kind("logger", "storm", "noisy");

	private static final RateLimit.Kind OTHER = new RateLimit.Kind("logger", "storm", "quiet");

	private final AtomicLong now = new AtomicLong(-5);

	private final RateLimit limit = new RateLimit(this.now::get);

	private final List<String> lines = new ArrayList<>();

	@Test
	void theFirstComesAtOnceAndThoseTooSoonAreToldTogether() {
		// When three lines of a kind come within ten seconds
		offer(STORM, "a");
		assertThat(this.lines).containsExactly("a 1");
		offer(STORM, "b");
		offer(STORM, "c");
		pass(9);
		assertThat(this.lines).containsExactly("a 1");

		// Then the second stands for the last two, once these are over
		pass(1);
		assertThat(this.lines).containsExactly("a 1", "b 2");

		// And begins another ten
		offer(STORM, "d");
		pass(9);
		assertThat(this.lines).hasSize(2);
		pass(1);
		assertThat(this.lines).containsExactly("a 1", "b 2", "d 1");

		// And after ten without any, one comes at once again
		pass(10);
		offer(STORM, "e");
		assertThat(this.lines).hasSize(4).endsWith("e 1");
	}

	@Test
	void theNextTellsOfThoseThatNobodyHasWritten() {
		offer(STORM, "a");
		offer(STORM, "b");
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(11));
		offer(STORM, "c");

		assertThat(this.lines).containsExactly("a 1", "c 2");
	}

	@Test
	void oneSourceDoesNotHideAnother() {
		for (int i = 0; i < 1000; i++) {
			offer(STORM, "a");
		}
		offer(OTHER, "b");

		assertThat(this.lines).containsExactly("a 1", "b 1");
	}

	@Test
	void theLastAreToldAtTheEnd() {
		offer(STORM, "a");
		offer(STORM, "b");
		this.limit.writeAll();
		this.limit.writeAll();

		assertThat(this.lines).containsExactly("a 1", "b 1");
	}

	@Test
	void aStormOfAnHourIsALineInTenSecondsAndNoneIsUncounted() {
		for (int second = 0; second < 3600; second++) {
			for (int i = 0; i < 50; i++) {
				offer(STORM, "a");
			}
			pass(1);
		}
		this.limit.writeAll();

		assertThat(this.lines).hasSizeLessThanOrEqualTo(361);
		assertThat(this.lines.stream().mapToLong((line) -> Long.parseLong(line.substring(2))).sum())
			.isEqualTo(3600 * 50);
	}

	@Test
	void kindsAreBounded() {
		for (int i = 0; i < 10 * RateLimit.MOST_KINDS; i++) {
			offer(new RateLimit.Kind("logger", "message " + i, ""), "a");
		}

		assertThat(this.lines).hasSize(RateLimit.MOST_KINDS + 1);
	}

	private void offer(RateLimit.Kind kind, String text) {
		this.limit.offer(kind, () -> (count) -> this.lines.add(text + " " + count));
	}

	private void pass(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
			this.limit.writeDue();
		}
	}

}
