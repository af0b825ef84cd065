package dev.naru.gateway.publication.spool;

import java.io.EOFException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HeaderCodingTest {

	@Test
	void readsWhatItWrote() throws Exception {
		// Given headers of all sorts
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("", "empty name");
		headers.put("ce_id", "");
		headers.put("나루", "\0\uD83D\uDE80 ");
		headers.put("long", "x".repeat(70_000) + "한".repeat(70_000));

		// When they are written and read, then they are the same, in the same order
		Map<String, String> read = HeaderCoding.decode(HeaderCoding.encode(headers));
		assertThat(read).isEqualTo(headers);
		assertThat(read.keySet()).containsExactlyElementsOf(headers.keySet());
		assertThat(HeaderCoding.decode(HeaderCoding.encode(Map.of()))).isEmpty();
	}

	@Test
	void refusesWhatItDidNotWrite() {
		// Given headers that were cut off, or that claim to be huge
		byte[] whole = HeaderCoding.encode(Map.of("name", "value"));

		// When they are read, then it is an error, and not a header too few
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThatThrownBy(() -> HeaderCoding.decode(cut)).isInstanceOf(EOFException.class);
		}
		assertThatThrownBy(() -> HeaderCoding.decode(new byte[] { 0, 0, 0, 1, 127, -1, -1, -1 }))
			.isInstanceOf(EOFException.class);
		assertThatThrownBy(() -> HeaderCoding.decode(new byte[] { 0, 0, 0, 1, -1, -1, -1, -1 }))
			.isInstanceOf(EOFException.class);
	}

}
