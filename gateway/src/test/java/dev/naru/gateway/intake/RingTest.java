package dev.naru.gateway.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RingTest {

	private static final int WITHIN = 100;

	/**
	 * Many that share a slot of the table, and that only half of their bits tell apart.
	 */
	private static Fingerprint crowded(Random random) {
		long high = (random.nextInt(4) == 0) ? (long) random.nextInt(3) << 32 : random.nextInt(3);
		return new Fingerprint(high, (long) random.nextInt(20) << 32);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 15, 16, 17, 31, 33, 50, 100, 1000 })
	void doesWhatASlowAndSimpleOneDoes(int bound) {
		Random random = new Random(bound);
		Ring ring = new Ring(bound);
		Map<Fingerprint, Integer> model = new LinkedHashMap<>();
		int now = Integer.MAX_VALUE - 500;

		for (int i = 0; i < 20_000; i++) {
			now += random.nextInt(4) - ((random.nextInt(50) == 0) ? 40 : 0);
			Fingerprint fingerprint = (bound < 100) ? crowded(random)
					: new Fingerprint((long) random.nextInt(2 * bound) << 32, (long) random.nextInt(2) << 32);
			Integer known = model.get(fingerprint);
			assertThat(ring.contains(fingerprint, now, WITHIN)).isEqualTo(known != null && now - known <= WITHIN);
			if (random.nextBoolean()) {
				int at = now - random.nextInt(WITHIN);
				assertThat(ring.remember(fingerprint, at, WITHIN)).isEqualTo(remember(model, bound, fingerprint, at));
			}
			assertThat(ring.size()).isEqualTo(model.size());
		}
		assertThat(model).hasSizeLessThanOrEqualTo(bound).isNotEmpty();
	}

	private static boolean remember(Map<Fingerprint, Integer> model, int bound, Fingerprint fingerprint, int at) {
		Integer known = model.get(fingerprint);
		if (known != null) {
			model.put(fingerprint, (at - known > 0) ? at : known);
			return false;
		}
		boolean early = false;
		if (model.size() == bound) {
			Map.Entry<Fingerprint, Integer> first = model.entrySet().iterator().next();
			early = at - first.getValue() <= WITHIN;
			model.remove(first.getKey());
		}
		model.put(fingerprint, at);
		return early;
	}

	@Test
	void theFirstGivesWayWhenThereIsNoRoom() {
		Ring ring = new Ring(2);
		assertThat(ring.remember(new Fingerprint(1, 1), 0, WITHIN)).isFalse();
		assertThat(ring.remember(new Fingerprint(2, 2), 10, WITHIN)).isFalse();

		assertThat(ring.remember(new Fingerprint(3, 3), 101, WITHIN)).as("of no use any more").isFalse();
		assertThat(ring.remember(new Fingerprint(4, 4), 102, WITHIN)).as("still of use").isTrue();

		assertThat(ring.contains(new Fingerprint(1, 1), 102, 1000)).isFalse();
		assertThat(ring.contains(new Fingerprint(2, 2), 102, 1000)).isFalse();
		assertThat(ring.contains(new Fingerprint(3, 3), 102, 1000)).isTrue();
		assertThat(ring.contains(new Fingerprint(4, 4), 102, 1000)).isTrue();
	}

	@Test
	void whatIsRememberedExpires() {
		Ring ring = new Ring(10);
		ring.remember(new Fingerprint(1, 1), 1000, WITHIN);

		assertThat(ring.contains(new Fingerprint(1, 1), 1100, WITHIN)).isTrue();
		assertThat(ring.contains(new Fingerprint(1, 1), 1101, WITHIN)).isFalse();

		ring.remember(new Fingerprint(1, 1), 1101, WITHIN);
		assertThat(ring.contains(new Fingerprint(1, 1), 1201, WITHIN)).isTrue();
		assertThat(ring.size()).isEqualTo(1);
	}

	@Test
	void aClockThatStepsBackProlongsByTheStepAndNoLonger() {
		Ring ring = new Ring(10);
		ring.remember(new Fingerprint(1, 1), 1000, WITHIN);

		assertThat(ring.contains(new Fingerprint(1, 1), 400, WITHIN)).isTrue();
		ring.remember(new Fingerprint(1, 1), 400, WITHIN);
		assertThat(ring.contains(new Fingerprint(1, 1), 400 + 600 + WITHIN, WITHIN)).isTrue();
		assertThat(ring.contains(new Fingerprint(1, 1), 400 + 600 + WITHIN + 1, WITHIN)).isFalse();
	}

}
