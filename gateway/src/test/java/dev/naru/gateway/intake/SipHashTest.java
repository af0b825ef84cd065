package dev.naru.gateway.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Held against the known answers of the reference implementation: the key is 00 01 … 0f,
 * the message 00 01 … of that length.
 */
class SipHashTest {

	private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

	@ParameterizedTest
	@CsvSource({ "0,a3817f04ba25a8e66df67214c7550293", "1,da87c1d86b99af44347659119b22fc45",
			"2,8177228da4a45dc7fca38bdef60affe4", "3,9c70b60c5267a94e5f33b6b02985ed51",
			"4,f88164c12d9c8faf7d0f6e7c7bcd5579", "5,1368875980776f8854527a07690e9627",
			"6,14eeca338b208613485ea0308fd7a15e", "7,a1f1ebbed8dbc153c0b84aa61ff08239",
			"8,3b62a9ba6258f5610f83e264f31497b4", "9,264499060ad9baabc47f8b02bb6d71ed",
			"15,5493e99933b0a8117e08ec0f97cfc3d9", "16,6ee2a4ca67b054bbfd3315bf85230577",
			"31,2939b0183223fafc1723de4f52c43d35", "63,5150d1772f50834a503e069a973fbd7c" })
	void givesTheKnownAnswers(int length, String answer) {
		byte[] message = new byte[length];
		for (int i = 0; i < length; i++) {
			message[i] = (byte) i;
		}

		Fingerprint fingerprint = this.hash.of(message);

		ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putLong(fingerprint.high()).putLong(fingerprint.low());
		assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo(answer);
	}

	@Test
	void aKeyIsMadeForEachProcess() {
		assertThat(SipHash.withRandomKey().of("a")).isNotEqualTo(SipHash.withRandomKey().of("a"));
	}

}
