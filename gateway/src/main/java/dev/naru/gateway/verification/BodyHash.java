package dev.naru.gateway.verification;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A plain hash of the body that is sent along where a signature covers it, such as in the
 * signed URL.
 *
 * @param from where it stands
 * @param algorithm the hash
 * @param encoding how it is written
 */
public record BodyHash(Place from, Scheme.Hash algorithm, Encoding encoding) {

	/**
	 * @return what is wrong with it, or null
	 */
	@Nullable Flaw check(Delivery delivery, Content content) {
		String text = this.from.text(delivery, content);
		if (text == null) {
			return Flaw.MISSING_HEADER;
		}
		List<String> hashes = this.from.values(text, 1);
		byte[] given = (hashes.size() == 1) ? this.encoding.decode(hashes.get(0)) : null;
		if (given == null) {
			return Flaw.SIGNATURE_MALFORMED;
		}
		return MessageDigest.isEqual(hash(this.algorithm, delivery.body()), given) ? null : Flaw.SIGNATURE_MISMATCH;
	}

	static byte[] hash(Scheme.Hash algorithm, byte[]... pieces) {
		try {
			MessageDigest digest = MessageDigest.getInstance(algorithm.digest());
			for (byte[] piece : pieces) {
				digest.update(piece);
			}
			return digest.digest();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + algorithm.digest(), ex);
		}
	}

}
