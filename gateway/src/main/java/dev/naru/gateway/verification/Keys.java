package dev.naru.gateway.verification;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;

/**
 * Makes keys out of a source's secrets, once, at start.
 */
final class Keys {

	/**
	 * What stands in front of the 32 raw bytes of an Ed25519 key in its
	 * SubjectPublicKeyInfo (RFC 8410, section 4).
	 */
	private static final String ED25519_PREFIX = "302a300506032b6570032100";

	private static final int ED25519_BYTES = 32;

	private Keys() {
	}

	/**
	 * Hash functions with their key set, to be cloned for each use: setting a key costs
	 * as much as hashing a short body.
	 */
	static List<Mac> macs(Source source, SecretForm form, Scheme.Hash hash) {
		return IntStream.range(0, source.secrets().size()).mapToObj((slot) -> mac(source, slot, form, hash)).toList();
	}

	private static Mac mac(Source source, int slot, SecretForm form, Scheme.Hash hash) {
		try {
			Mac mac = Mac.getInstance(hash.mac());
			mac.init(new SecretKeySpec(bytes(source, slot, form), hash.mac()));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + hash.mac(), ex);
		}
	}

	static List<VerificationKey> publicKeys(Source source, SecretForm form, Scheme.SignatureAlgorithm algorithm) {
		return IntStream.range(0, source.secrets().size())
			.mapToObj((slot) -> publicKey(source, slot, form, algorithm))
			.toList();
	}

	private static VerificationKey publicKey(Source source, int slot, SecretForm form,
			Scheme.SignatureAlgorithm algorithm) {
		byte[] bytes = bytes(source, slot, form);
		if (algorithm == Scheme.SignatureAlgorithm.ED25519 && bytes.length == ED25519_BYTES) {
			bytes = HexFormat.of().parseHex(ED25519_PREFIX + HexFormat.of().formatHex(bytes));
		}
		try {
			return VerificationKey
				.of(KeyFactory.getInstance(algorithm.key()).generatePublic(new X509EncodedKeySpec(bytes)));
		}
		catch (GeneralSecurityException ex) {
			throw new ConfigurationException(source.key("secrets"),
					"secret " + (slot + 1) + " is not a public key for " + algorithm.signature(),
					"copy the public key that the provider shows, not the signing secret");
		}
	}

	private static byte[] bytes(Source source, int slot, SecretForm form) {
		byte[] bytes = form.decode(source.secrets().get(slot).reveal());
		if (bytes == null || bytes.length == 0) {
			throw new ConfigurationException(source.key("secrets"), "secret " + (slot + 1) + " cannot be decoded",
					"copy it whole from the provider's console; " + source.provider() + " writes it in " + form);
		}
		return bytes;
	}

}
