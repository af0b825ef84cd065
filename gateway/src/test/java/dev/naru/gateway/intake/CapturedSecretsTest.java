package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.naru.gateway.source.Secret;
import dev.naru.gateway.webhook.SourceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class CapturedSecretsTest {

	private static final SourceId SOURCE = new SourceId("notion");

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final CapturedSecrets captured = new CapturedSecrets(this.time, Clock.systemUTC());

	@AfterEach
	void end() {
		this.time.dispose();
	}

	@Test
	void aSecretIsShownOnce() {
		this.captured.keep(SOURCE, new Secret("made_up_token_1"));
		this.captured.keep(SOURCE, new Secret("made_up_token_1"));
		assertThat(this.captured.waiting()).isEqualTo(Map.of("notion", 1));

		List<CapturedSecrets.Captured> taken = this.captured.take(SOURCE);

		assertThat(taken).extracting((one) -> one.secret().reveal()).containsExactly("made_up_token_1");
		assertThat(taken.toString()).doesNotContain("made_up");
		assertThat(this.captured.take(SOURCE)).isEmpty();
		assertThat(this.captured.waiting()).isEmpty();
		assertThat(this.time.getScheduledTaskCount()).isLessThanOrEqualTo(1);
	}

	@Test
	void aSecretThatNobodyAsksForIsForgottenAfterADay() {
		this.captured.keep(SOURCE, new Secret("made_up_token_1"));
		this.time.advanceTimeBy(Duration.ofHours(1));
		this.captured.keep(SOURCE, new Secret("made_up_token_2"));

		this.time.advanceTimeBy(Duration.ofHours(23).minusMillis(1));
		assertThat(this.captured.waiting()).isEqualTo(Map.of("notion", 2));
		this.time.advanceTimeBy(Duration.ofMillis(1));

		assertThat(this.captured.take(SOURCE)).extracting((one) -> one.secret().reveal())
			.containsExactly("made_up_token_2");
	}

	@Test
	void strangersCannotFillTheMemory() {
		long kept = IntStream.range(0, 20)
			.filter((i) -> this.captured.keep(SOURCE, new Secret("made_up_" + i)))
			.count();

		assertThat(kept).isEqualTo(10);
		assertThat(this.captured.keep(new SourceId("another"), new Secret("made_up_token_1"))).isTrue();
	}

}
