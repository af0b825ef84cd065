package dev.naru.gateway.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Digest of all that an event says: tells events of one id apart where the id alone
 * proves nothing. A retry that is identical has the same one.
 */
public final class EventDigest {

	private EventDigest() {
	}

	/**
	 * @param content the bytes that the event was read from
	 * @param texts what was read, of the content or from beside it; each may be null
	 * @return SHA-256, 64 hexadecimal digits
	 */
	public static String of(byte[] content, List<@Nullable String> texts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String text : texts) {
				// The length in front: no text can be taken for the end of another.
				byte[] utf8 = (text != null) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
				digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, (text != null) ? utf8.length : -1));
				digest.update(utf8);
			}
			return HexFormat.of().formatHex(digest.digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
