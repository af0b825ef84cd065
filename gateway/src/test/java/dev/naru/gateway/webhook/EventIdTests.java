package dev.naru.gateway.webhook;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventIdTests {

	/** Known answers of FIPS 180-4. */
	@ParameterizedTest
	@CsvSource({ "'', sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
			"abc, sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" })
	void theIdOfABodyIsItsHash(String body, String id) {
		// Given
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		// When
		EventId event = EventId.ofBody(bytes);
		// Then
		assertThat(event).hasToString(id);
	}

	@Test
	void anIdIsNeverEmpty() {
		// Given, When, Then
		assertThatIllegalArgumentException().isThrownBy(() -> new EventId(""));
	}

}
