package dev.naru.schemas.example;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class PrintEventsTests {

	@Test
	void readsEverythingForEverByDefault() {
		// When
		Options options = Options.of();
		// Then
		assertThat(options).isEqualTo(new Options(List.of(), Long.MAX_VALUE, Optional.empty()));
	}

	@Test
	void takesOptionsAndTopicsInAnyOrder() {
		// When
		Options options = Options.of("one", "--max", "10", "two", "--idle", "5");
		// Then
		assertThat(options).isEqualTo(new Options(List.of("one", "two"), 10, Optional.of(Duration.ofSeconds(5))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--max", "--max 0", "--max -1", "--max ten", "--idle", "--idle 1.5", "--help", "-x" })
	void refuses(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of(arguments.split(" ", -1)))
			.withMessageEndingWith(Options.USAGE);
	}

	@Test
	void subscribesToAllProvidersButNotToTheQuarantine() {
		// Given
		MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
		Stream.of("webhooks.portone", "webhooks.popbill", "webhooks.quarantine", "webhooks.", "other.webhooks.portone")
			.forEach((topic) -> consumer.updatePartitions(topic,
					List.of(new PartitionInfo(topic, 0, null, null, null))));
		// When
		PrintEvents.subscribe(consumer, Options.of());
		// Then
		assertThat(consumer.subscription()).containsExactlyInAnyOrder("webhooks.portone", "webhooks.popbill");
	}

	@Test
	void subscribesToTheGivenTopicsAlone() {
		// Given
		MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
		// When
		PrintEvents.subscribe(consumer, Options.of("webhooks.quarantine"));
		// Then
		assertThat(consumer.subscription()).containsExactly("webhooks.quarantine");
	}

}
