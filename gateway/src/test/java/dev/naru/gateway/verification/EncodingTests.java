package dev.naru.gateway.verification;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.naru.gateway.testing.Signing;

import static org.assertj.core.api.Assertions.assertThat;

class EncodingTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "HEX, 00ff, 00ff", "HEX, 00FF, 00ff", "HEX, '', ''", "HEX, 0, -", "HEX, 0g, -", "HEX, 0x00, -",
					"HEX, ' 00', -", "HEX, 00:ff, -", "HEX, ００, -", "UTF8, 나, eb8298", "UTF8, ' a ', 206120",
					"BASE64, '', ''", "BASE64, +/8=, fbff", "BASE64, +/8, fbff", "BASE64, +/9=, -", "BASE64, +/9, -",
					"BASE64, -_8=, -", "BASE64, +/8==, -", "BASE64, +/, -", "BASE64, '+/8= ', -", "BASE64, '+/ 8=', -",
					"BASE64, +/8=+/8=, -", "BASE64, =, -", "BASE64, A, -", "BASE64, QQ=, -", "BASE64, 가나다라, -",
					"BASE64URL, -_8=, fbff", "BASE64URL, -_8, fbff", "BASE64URL, +/8=, -", "BASE64URL, -_9, -" })
	void aTextIsDecodedOnlyIfItsBytesWouldGiveItAgain(Encoding encoding, String text, @Nullable String hex) {
		// Given, When
		byte[] bytes = encoding.decode(text);
		// Then
		assertThat((bytes != null) ? Signing.hex(bytes) : null).isEqualTo(hex);
	}

}
