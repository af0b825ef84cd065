package dev.naru.gateway.verification;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How a delivery is proven genuine: a closed set, each with its parameters as a profile
 * states them.
 */
public sealed interface Scheme {

	/**
	 * The places in a delivery that it looks at.
	 */
	default List<Place> places() {
		return List.of();
	}

	/**
	 * Those of them where a proof stands: who has seen one may use it again.
	 */
	default List<Place> proofs() {
		return List.of();
	}

	/**
	 * What all schemes have in common that prove a message.
	 */
	sealed interface Signed extends Scheme {

		/** The parts that are signed. */
		List<MessagePart> message();

		/** Where the signatures stand. */
		Place signature();

		/** How a signature is written. */
		Encoding encoding();

		/** The time of the attempt, or null if the scheme has none. */
		@Nullable Timestamp timestamp();

		@Override
		default List<Place> places() {
			Timestamp time = timestamp();
			return (time != null) ? List.of(signature(), time.from()) : List.of(signature());
		}

		@Override
		default List<Place> proofs() {
			return List.of(signature());
		}

	}

	/**
	 * Nothing is proven.
	 */
	record None() implements Scheme {
	}

	/**
	 * A token that equals one of the secrets.
	 *
	 * @param from where it stands
	 */
	record Token(Place from) implements Scheme {

		@Override
		public List<Place> places() {
			return proofs();
		}

		@Override
		public List<Place> proofs() {
			return List.of(this.from);
		}

	}

	/**
	 * HTTP Basic authentication (RFC 7617); a secret is {@code user:password}.
	 */
	record Basic() implements Scheme {
	}

	/**
	 * A keyed hash (RFC 2104) over a message.
	 *
	 * @param algorithm the hash
	 * @param secret how a secret's text becomes the key
	 * @param message the parts that are signed
	 * @param signature where the signatures stand
	 * @param encoding how a signature is written
	 * @param timestamp the time of the attempt, or null if the scheme has none
	 */
	record Hmac(Hash algorithm, SecretForm secret, List<MessagePart> message, Place signature, Encoding encoding,
			@Nullable Timestamp timestamp) implements Signed {
	}

	/**
	 * A plain hash over a message that contains the secret.
	 *
	 * @param algorithm the hash
	 * @param message the parts that are hashed; one of them is the secret
	 * @param signature where the hashes stand
	 * @param encoding how a hash is written
	 * @param timestamp the time of the attempt, or null if the scheme has none
	 */
	record Digest(Hash algorithm, List<MessagePart> message, Place signature, Encoding encoding,
			@Nullable Timestamp timestamp) implements Signed {
	}

	/**
	 * A signature that a public key checks; the secrets are public keys.
	 *
	 * @param algorithm the kind of signature
	 * @param secret how a secret's text becomes the public key
	 * @param message the parts that are signed
	 * @param signature where the signatures stand
	 * @param encoding how a signature is written
	 * @param timestamp the time of the attempt, or null if the scheme has none
	 */
	record Asymmetric(SignatureAlgorithm algorithm, SecretForm secret, List<MessagePart> message, Place signature,
			Encoding encoding, @Nullable Timestamp timestamp) implements Signed {
	}

	/**
	 * A signature that a certificate checks, which the sender names.
	 *
	 * @param algorithm the kind of signature
	 * @param certificate where the certificate is
	 * @param message the parts that are signed
	 * @param signature where the signatures stand
	 * @param encoding how a signature is written
	 * @param timestamp the time of the attempt, or null if the scheme has none
	 */
	record Certified(SignatureAlgorithm algorithm, CertificatePlace certificate, List<MessagePart> message,
			Place signature, Encoding encoding, @Nullable Timestamp timestamp) implements Signed {

		@Override
		public List<Place> places() {
			return Stream.concat(Signed.super.places().stream(), Stream.of(this.certificate.url())).toList();
		}

	}

	/** Hash functions. */
	enum Hash {

		SHA1("HmacSHA1", "SHA-1"), SHA256("HmacSHA256", "SHA-256"), SHA512("HmacSHA512", "SHA-512");

		private final String mac;

		private final String digest;

		Hash(String mac, String digest) {
			this.mac = mac;
			this.digest = digest;
		}

		String mac() {
			return this.mac;
		}

		String digest() {
			return this.digest;
		}

	}

	/**
	 * Public key signatures: Ed25519 (RFC 8032), ECDSA on P-256, RSA with PKCS #1 v1.5.
	 */
	enum SignatureAlgorithm {

		ED25519("Ed25519", "Ed25519", 64, 64),

		/** Two numbers of up to 33 bytes in DER. */
		ECDSA_SHA256("EC", "SHA256withECDSA", 8, 72),

		/** As long as the key: 2048 to 8192 bits. */
		RSA_SHA256("RSA", "SHA256withRSA", 256, 1024);

		private final String key;

		private final String signature;

		private final int shortest;

		private final int longest;

		SignatureAlgorithm(String key, String signature, int shortest, int longest) {
			this.key = key;
			this.signature = signature;
			this.shortest = shortest;
			this.longest = longest;
		}

		/**
		 * Whether a signature can be that long.
		 * @param bytes its length in bytes
		 */
		boolean mayHave(int bytes) {
			return bytes >= this.shortest && bytes <= this.longest;
		}

		String key() {
			return this.key;
		}

		String signature() {
			return this.signature;
		}

	}

}
