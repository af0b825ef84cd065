package dev.naru.gateway.publication.spool;

import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

	private static final long MILLI = 1_000_000;

	private final Pace pace = new Pace();

	@Test
	void beginsWithFew() {
		// Given a drain that begins, then it sends a few records at a time
		assertThat(this.pace.window()).isBetween(1, 4);
	}

	@Test
	void sendsMoreWhileThatMakesNothingSlower() {
		// Given a Kafka far away that is never busy
		// When records are answered
		answer(4_900, (window) -> 20 * MILLI);

		// Then many are under way at once
		assertThat(this.pace.window()).isGreaterThan(90);
	}

	@Test
	void leavesOnlyAFewInTheQueue() {
		// Given a Kafka that does eight records in a millisecond, and more one after the
		// other
		// When records are answered
		answer(4_900, (window) -> Math.max(8, window) * MILLI / 8);

		// Then it is kept busy, and the queue before it short
		assertThat(this.pace.window()).isBetween(8, 12);
	}

	@Test
	void givesWayWhenOthersQueueToo() {
		// Given a drain at full speed
		answer(2_500, (window) -> MILLI);
		assertThat(this.pace.window()).isGreaterThan(60);

		// When live traffic makes every answer four times as slow
		answer(2_400, (window) -> 4 * MILLI);

		// Then few are under way
		assertThat(this.pace.window()).isLessThan(10);
	}

	@Test
	void becomesUsedToASlowerKafka() {
		// Given a drain that has known a quick Kafka
		answer(1_000, (window) -> MILLI);

		// When it is slow from now on, whatever the drain does
		answer(8_900, (window) -> 5 * MILLI);

		// Then the drain makes use of it
		assertThat(this.pace.window()).isGreaterThan(60);
	}

	private void answer(int times, IntToLongFunction nanos) {
		for (int i = 0; i < times; i++) {
			this.pace.answered(nanos.applyAsLong(this.pace.window()));
		}
	}

}
