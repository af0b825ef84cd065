package dev.naru.gateway.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What alerts rely on: that rare things are counted from 0 on, and that it is known when
 * a source last spoke.
 */
class MicrometerLedgerTest {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Ledger.Account shop = new MicrometerLedger(this.registry).account("shop", "acme");

	private double settled(String outcome, String reason) {
		return this.registry.get("naru.webhooks")
			.tags("source", "shop", "provider", "acme", "outcome", outcome, "reason", reason)
			.counter()
			.count();
	}

	private double lastVerified() {
		return this.registry.get("naru.webhooks.last.verified").tags("source", "shop").timeGauge().value();
	}

	@Test
	void rareThingsAreCountedFromNoughtOn() {
		assertThat(settled("failed", "unavailable")).isZero();
		assertThat(settled("failed", "internal")).isZero();
		assertThat(settled("refused", "too_many_in_flight")).isZero();
		for (QuarantineReason reason : QuarantineReason.values()) {
			assertThat(settled("quarantined", reason.label())).isZero();
		}
	}

	@Test
	void theyAreTheSameCountersThatCount() {
		this.shop.settled(new Outcome.Quarantined(QuarantineReason.MISSING_FIELD, new Reply(200, null, "")), 1);
		this.shop.settled(new Outcome.Unavailable(), 1);

		assertThat(settled("quarantined", "missing_field")).isEqualTo(1);
		assertThat(settled("failed", "unavailable")).isEqualTo(1);
	}

	@Test
	void aSourceHasSpokenWhenADeliveryWasGenuine() {
		this.shop.received();
		assertThat(lastVerified()).isZero();

		this.shop.verified("signed", 0);

		assertThat(lastVerified()).isCloseTo((double) Instant.now().getEpochSecond(), within(10.0));
	}

	@Test
	void aProviderThatInventsTypesCannotFillTheMemory() {
		for (int i = 0; i < 1000; i++) {
			this.shop.event("acme.invented-" + i);
		}
		this.shop.event("acme.invented-7");

		assertThat(this.registry.find("naru.webhooks.events").counters()).hasSize(101);
		assertThat(this.registry.get("naru.webhooks.events").tag("type", "acme.invented-7").counter().count())
			.isEqualTo(2);
		assertThat(this.registry.get("naru.webhooks.events").tag("type", "other").counter().count()).isEqualTo(900);
	}

	@Test
	void aBucketLiesAtEveryDeadlineThatAnAlertKnows() {
		assertThat(Meters.BUCKETS).contains(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10),
				Duration.ofSeconds(30));
	}

	@Test
	void everyMeterBearsTheGatewaysName() {
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.allMatch((name) -> name.startsWith("naru."));
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.allMatch((id) -> id.getTags().containsAll(List.of(Tag.of("source", "shop"), Tag.of("provider", "acme"))));
	}

}
