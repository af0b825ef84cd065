package dev.naru.gateway.verification;

import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FleetKeysTests {

	private static final String OLD = "0123456789abcdef0123456789abcdef";

	private static final String NEW = "fedcba9876543210fedcba9876543210";

	private static FleetKeys keys(String... keys) {
		return FleetKeys.of(Stream.of(keys).map(Secret::new).toList());
	}

	private static @Nullable String mark(FleetKeys keys) {
		return keys.mark("webhooks.acme", "/sources/shop", "evt_1", null);
	}

	private static boolean recognizes(FleetKeys keys, @Nullable String mark) {
		return keys.recognize(mark, "webhooks.acme", "/sources/shop", "evt_1", null);
	}

	@Test
	void aMarkIsTheHmacOfWhatIdentifiesTheEvent() {
		// Made with another implementation of HMAC.
		assertThat(mark(keys(OLD))).isEqualTo("x1eKqlFffpU9Rrpp1rELJQ");
		assertThat(keys(OLD).mark("webhooks.acme", "/sources/shop", "evt_1", "d1")).isEqualTo("8EHtpfGx8g_VKhGlu8U2Ig");
	}

	@ParameterizedTest
	@CsvSource({ "webhooks.acme,/sources/shop,evt_1,d1", "webhooks.acme,/sources/shop,evt_2,",
			"webhooks.acme,/sources/other,evt_1,", "webhooks.other,/sources/shop,evt_1,",
			"webhooks.acm,e/sources/shop,evt_1," })
	void aMarkIsThatOfOneEventAlone(String topic, String source, String id, @Nullable String digest) {
		assertThat(keys(OLD).recognize(mark(keys(OLD)), topic, source, id, digest)).isFalse();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "A", "not base64!", "AAAAAAAAAAAAAAAAAAAAAA" })
	void whatIsNoMarkIsNotRecognized(@Nullable String mark) {
		assertThat(recognizes(keys(OLD, NEW), mark)).isFalse();
	}

	@Test
	void aPieceOfAMarkIsNone() {
		String mark = String.valueOf(mark(keys(OLD)));

		assertThat(recognizes(keys(OLD), mark)).isTrue();
		assertThat(recognizes(keys(OLD), mark.substring(0, 16))).isFalse();
		assertThat(recognizes(keys(OLD), mark + "AAAA")).isFalse();
	}

	@Test
	void theFirstKeyMarksAndAllRecognize() {
		FleetKeys rotated = keys(NEW, OLD);

		assertThat(mark(rotated)).isEqualTo(mark(keys(NEW)));
		assertThat(recognizes(rotated, mark(keys(OLD)))).isTrue();
		assertThat(recognizes(rotated, mark(keys(NEW)))).isTrue();
		assertThat(recognizes(keys(OLD), mark(rotated))).isFalse();
	}

	@Test
	void withoutAKeyNothingIsMarked() {
		assertThat(FleetKeys.of(List.of()).isEmpty()).isTrue();
		assertThat(mark(FleetKeys.NONE)).isNull();
		assertThat(recognizes(FleetKeys.NONE, mark(keys(OLD)))).isFalse();
	}

}
