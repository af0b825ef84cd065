package dev.naru.gateway.publication.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Headers as bytes: how many there are, then names and values in turn, each its length
 * and its UTF-8. Lengths are 4 bytes, since what Java writes as UTF ends at 64 KiB.
 */
final class HeaderCoding {

	private HeaderCoding() {
	}

	static byte[] encode(Map<String, String> headers) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * (headers.size() + 1));
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeInt(headers.size());
			for (Map.Entry<String, String> header : headers.entrySet()) {
				write(out, header.getKey());
				write(out, header.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail", ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * @throws IOException if these bytes were not written by {@link #encode}
	 */
	static Map<String, String> decode(byte[] bytes) throws IOException {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			int count = in.readInt();
			Map<String, String> headers = new LinkedHashMap<>();
			for (int i = 0; i < count; i++) {
				headers.put(read(in), read(in));
			}
			return headers;
		}
	}

	private static void write(DataOutputStream out, String text) throws IOException {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(utf8.length);
		out.write(utf8);
	}

	private static String read(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw new EOFException("the headers of a record end too early");
		}
		return new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

}
