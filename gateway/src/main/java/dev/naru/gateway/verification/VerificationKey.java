package dev.naru.gateway.verification;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;

import org.jspecify.annotations.Nullable;

/**
 * A public key that signatures are checked with.
 */
final class VerificationKey {

	private final PublicKey key;

	private final @Nullable Provider provider;

	private VerificationKey(PublicKey key, @Nullable Provider provider) {
		this.key = key;
		this.provider = provider;
	}

	/**
	 * For native code, where there is some that takes this key.
	 */
	static VerificationKey of(PublicKey key) {
		Provider provider = NativeSignatures.provider();
		if (provider == null) {
			return ofJdk(key);
		}
		try {
			return new VerificationKey(translated(key, provider), provider);
		}
		catch (GeneralSecurityException ex) {
			return ofJdk(key);
		}
	}

	static VerificationKey ofJdk(PublicKey key) {
		return new VerificationKey(key, null);
	}

	/**
	 * What would otherwise be done for each signature.
	 */
	private static PublicKey translated(PublicKey key, Provider provider) throws GeneralSecurityException {
		if (provider.getService("KeyFactory", key.getAlgorithm()) == null) {
			return key;
		}
		return (PublicKey) KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
	}

	/**
	 * Whether a signature is the owner's, of these pieces in a row.
	 * @param given what may be no signature at all
	 */
	boolean verifies(Scheme.SignatureAlgorithm algorithm, byte[] given, byte[][] pieces) {
		try {
			Signature signature = (this.provider != null) ? Signature.getInstance(algorithm.signature(), this.provider)
					: Signature.getInstance(algorithm.signature());
			signature.initVerify(this.key);
			for (byte[] piece : pieces) {
				signature.update(piece);
			}
			return signature.verify(given);
		}
		catch (GeneralSecurityException ex) {
			// What is no signature at all is told by an exception.
			return false;
		}
	}

}
