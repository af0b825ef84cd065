package dev.naru.gateway.verification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.source.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the gateways of one fleet share, to mark the records that they write. The
 * mark is an HMAC-SHA256 (RFC 2104), cut to 128 bits, of what identifies an event; the
 * first key makes it, and each is tried on it.
 */
public final class FleetKeys {

	/** No key: nothing is marked. */
	public static final FleetKeys NONE = new FleetKeys(List.of());

	private static final String ALGORITHM = "HmacSHA256";

	/** What is marked, and how: another use of the key shall not yield a mark. */
	private static final String PURPOSE = "naru-mark-1";

	private static final int BYTES = 16;

	/** With their key set, to be cloned for each use. */
	private final List<Mac> macs;

	private FleetKeys(List<Mac> macs) {
		this.macs = macs;
	}

	/**
	 * @param keys the keys, of which the first marks; perhaps none
	 */
	public static FleetKeys of(List<Secret> keys) {
		return keys.isEmpty() ? NONE : new FleetKeys(keys.stream().map(FleetKeys::mac).toList());
	}

	private static Mac mac(Secret key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Whether there is no key, so that nothing is marked and every record believed.
	 */
	public boolean isEmpty() {
		return this.macs.isEmpty();
	}

	/**
	 * The mark of a record.
	 * @param topic the topic that it is for
	 * @param source the attribute {@code source}
	 * @param id the attribute {@code id}
	 * @param digest what tells it from others of that id, or null
	 * @return 22 characters of base64url, or null if there is no key
	 */
	public @Nullable String mark(String topic, String source, String id, @Nullable String digest) {
		return isEmpty() ? null
				: Base64.getUrlEncoder()
					.withoutPadding()
					.encodeToString(mark(this.macs.get(0), message(topic, source, id, digest)));
	}

	/**
	 * Whether a gateway of this fleet marked a record; takes the same time wherever a
	 * wrong mark differs.
	 * @param mark the mark that it bears, or null if it bears none
	 */
	public boolean recognize(@Nullable String mark, String topic, String source, String id, @Nullable String digest) {
		byte[] given = decoded(mark);
		if (given == null) {
			return false;
		}
		byte[] message = message(topic, source, id, digest);
		for (Mac key : this.macs) {
			if (MessageDigest.isEqual(mark(key, message), given)) {
				return true;
			}
		}
		return false;
	}

	private static byte @Nullable [] decoded(@Nullable String mark) {
		try {
			return (mark != null) ? Base64.getUrlDecoder().decode(mark) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static byte[] mark(Mac keyed, byte[] message) {
		try {
			return Arrays.copyOf(((Mac) keyed.clone()).doFinal(message), BYTES);
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", ex);
		}
	}

	/**
	 * Each text with its length in front, so that none can be taken for the end of
	 * another.
	 */
	private static byte[] message(String topic, String source, String id, @Nullable String digest) {
		byte[][] texts = new byte[][] { utf8(PURPOSE), utf8(topic), utf8(source), utf8(id),
				utf8((digest != null) ? digest : "") };
		ByteBuffer message = ByteBuffer
			.allocate(Arrays.stream(texts).mapToInt((text) -> Integer.BYTES + text.length).sum());
		for (byte[] text : texts) {
			message.putInt(text.length).put(text);
		}
		return message.array();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
