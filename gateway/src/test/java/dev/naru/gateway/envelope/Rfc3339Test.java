package dev.naru.gateway.envelope;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Rfc3339Test {

	@Test
	void writesWhatThePlatformWrites() {
		Random random = new Random(3339);
		int[] scales = { 1, 1000, 1_000_000, 1_000_000_000 };
		for (int i = 0; i < 100_000; i++) {
			int scale = scales[random.nextInt(scales.length)];
			int nano = random.nextInt(1_000_000_000) / scale * scale;
			Instant instant = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L), nano);
			OffsetDateTime time = instant
				.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-14 * 60, 14 * 60 + 1)));

			assertThat(Rfc3339.format(time)).isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
			assertThat(Rfc3339.millis(instant)).hasSize("2026-01-01T00:00:00.000Z".length());
			assertThat(OffsetDateTime.parse(Rfc3339.millis(instant)).toInstant())
				.isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
		}
	}

}
