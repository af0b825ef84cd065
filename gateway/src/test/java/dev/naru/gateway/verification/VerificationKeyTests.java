package dev.naru.gateway.verification;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;

import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.Scheme.SignatureAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Native code and the JDK say the same of every signature, and of what is none.
 */
class VerificationKeyTests {

	private static final int TRIES = 60;

	private static final byte[][] PIECES = { Signing.bytes("msg_1."), Signing.bytes(""), Signing.bytes("{\"a\":1}") };

	private static final Map<SignatureAlgorithm, KeyPair> KEYS = Map.of(SignatureAlgorithm.ED25519,
			Signing.keys("Ed25519", 255, 1), SignatureAlgorithm.ECDSA_SHA256, Signing.keys("EC", 256, 1),
			SignatureAlgorithm.RSA_SHA256, Signing.keys("RSA", 2048, 1));

	private final Random random = new Random(1);

	@ParameterizedTest
	@EnumSource
	void theOwnersSignatureIsTakenHoweverTheMessageIsCut(SignatureAlgorithm algorithm) {
		KeyPair keys = keys(algorithm);
		byte[] signature = Signing.signed(algorithm.signature(), keys, Signing.joined(PIECES));

		assertThat(VerificationKey.of(keys.getPublic()).verifies(algorithm, signature, PIECES)).isTrue();
		assertThat(VerificationKey.ofJdk(keys.getPublic()).verifies(algorithm, signature, PIECES)).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void aChangedSignatureIsNone(SignatureAlgorithm algorithm) {
		refused(algorithm, (signature) -> {
			signature[this.random.nextInt(signature.length)] ^= (byte) (1 << this.random.nextInt(8));
			return signature;
		});
	}

	@ParameterizedTest
	@EnumSource
	void onesOfAnotherLengthAreNone(SignatureAlgorithm algorithm) {
		refused(algorithm, (signature) -> {
			int length = this.random.nextInt(signature.length + 40);
			return Arrays.copyOf(signature, (length < signature.length) ? length : length + 1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void garbageIsNone(SignatureAlgorithm algorithm) {
		refused(algorithm, (signature) -> {
			this.random.nextBytes(signature);
			return signature;
		});
		refused(algorithm, (signature) -> {
			Arrays.fill(signature, (byte) this.random.nextInt(256));
			return signature;
		});
	}

	@ParameterizedTest
	@EnumSource
	void anotherKindOfKeyChecksNothing(SignatureAlgorithm algorithm) {
		KeyPair others = Signing.keys("Ed448", 448, 1);
		byte[] signature = Signing.signed(algorithm.signature(), keys(algorithm), Signing.joined(PIECES));

		assertThat(VerificationKey.of(others.getPublic()).verifies(algorithm, signature, PIECES)).isFalse();
		assertThat(VerificationKey.ofJdk(others.getPublic()).verifies(algorithm, signature, PIECES)).isFalse();
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void nativeCodeIsThere() {
		assertThat(NativeSignatures.present()).isTrue();
	}

	private static KeyPair keys(SignatureAlgorithm algorithm) {
		return Objects.requireNonNull(KEYS.get(algorithm));
	}

	private void refused(SignatureAlgorithm algorithm, UnaryOperator<byte[]> change) {
		KeyPair keys = keys(algorithm);
		byte[] genuine = Signing.signed(algorithm.signature(), keys, Signing.joined(PIECES));
		VerificationKey fast = VerificationKey.of(keys.getPublic());
		VerificationKey slow = VerificationKey.ofJdk(keys.getPublic());

		for (int i = 0; i < TRIES; i++) {
			byte[] given = change.apply(genuine.clone());
			assertThat(fast.verifies(algorithm, given, PIECES)).as(Arrays.toString(given)).isFalse();
			assertThat(slow.verifies(algorithm, given, PIECES)).as(Arrays.toString(given)).isFalse();
		}
	}

}
