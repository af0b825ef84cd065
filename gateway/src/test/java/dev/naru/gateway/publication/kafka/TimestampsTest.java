package dev.naru.gateway.publication.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampsTest {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

	private final Timestamps timestamps = new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC));

	@ParameterizedTest
	@CsvSource({ "604800000,9223372036854775807,PT1H,PT1H", "604800000,9223372036854775807,P3DT11H,P3DT11H",
			"604800000,9223372036854775807,P8D,P3DT12H", "-1,9223372036854775807,P800D,P800D", "-1,3600000,P8D,PT30M",
			"604800000,3600000,P8D,PT30M", "604800000,9223372036854775807,-PT1S,-PT1S" })
	void areTheTimeOfReceiptUnlessKafkaWouldSoonDeleteTheRecord(String retention, String before, Duration age,
			Duration given) {
		this.timestamps.learn("topic", new Config(List.of(new ConfigEntry("retention.ms", retention),
				new ConfigEntry("message.timestamp.before.max.ms", before))));

		assertThat(this.timestamps.of("topic", NOW.minus(age))).isEqualTo(NOW.minus(given).toEpochMilli());
	}

	@Test
	void areTheTimeOfReceiptOnATopicOfWhichNothingIsKnown() {
		assertThat(this.timestamps.of("topic", NOW.minus(Duration.ofDays(800))))
			.isEqualTo(NOW.minus(Duration.ofDays(800)).toEpochMilli());
	}

}
