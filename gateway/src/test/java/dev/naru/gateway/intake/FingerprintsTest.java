package dev.naru.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintsTest {

	private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration DAY = Duration.ofDays(1);

	private final SipHash hash = SipHash.withRandomKey();

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, 5000, 200_000 })
	void thereAreAsManyAsWereAllowedAndTheLatestAreKept(int max) {
		Fingerprints fingerprints = new Fingerprints(max, () -> DAY);

		IntStream.range(0, 3 * max).forEach((i) -> fingerprints.remember(this.hash.of("id-" + i), T0));

		assertThat(fingerprints.size()).isEqualTo(max);
		assertThat(fingerprints.forgotten()).isEqualTo(2L * max);
		assertThat(IntStream.range(2 * max + max / 2, 3 * max)
			.filter((i) -> !fingerprints.contains(this.hash.of("id-" + i), T0, DAY))).isEmpty();
		assertThat(IntStream.range(0, max).filter((i) -> fingerprints.contains(this.hash.of("id-" + i), T0, DAY)))
			.isEmpty();
	}

	@Test
	void theWindowIsThatOfTheLookup() {
		Fingerprints fingerprints = new Fingerprints(10, () -> DAY);
		fingerprints.remember(this.hash.of("id"), T0);

		assertThat(fingerprints.contains(this.hash.of("id"), T0.plusSeconds(3600), Duration.ofHours(1))).isTrue();
		assertThat(fingerprints.contains(this.hash.of("id"), T0.plusSeconds(3601), Duration.ofHours(1))).isFalse();
		assertThat(fingerprints.contains(this.hash.of("id"), T0.plusSeconds(3601), DAY)).isTrue();
		assertThat(fingerprints.contains(this.hash.of("other"), T0, DAY)).isFalse();
	}

	@Test
	void aMillionTakeThirtyMegabytes() throws InterruptedException {
		long before = heap();

		Fingerprints fingerprints = new Fingerprints(1_000_000, () -> DAY);
		IntStream.range(0, 1_100_000).forEach((i) -> fingerprints.remember(this.hash.of("id-" + i), T0));
		long bytes = heap() - before;

		assertThat(fingerprints.size()).isEqualTo(1_000_000);
		assertThat(bytes).isLessThan(31_000_000);
	}

	private static long heap() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
