package dev.naru.gateway.provider;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.Scheme;

/**
 * A genuine request that can be signed anew, and two sources for it.
 *
 * @param signer signs it
 * @param endpoint the source that it was made for
 * @param stranger a source with a secret that nobody knows
 */
record FuzzSample(Signer signer, Endpoint endpoint, Endpoint stranger) {

	private static final List<FuzzSample> ALL = Vector.all()
		.filter(TestProfiles::isGenuine)
		.map(Signer::of)
		.filter((signer) -> signer.scheme() instanceof Scheme.Signed && signer.sign(new byte[0]) != null)
		.map((signer) -> new FuzzSample(signer, TestProfiles.endpoint(signer.vector()),
				TestProfiles.endpoint(signer.vector(), unknown(signer.vector()))))
		.toList();

	private static String unknown(Vector vector) {
		String random = UUID.randomUUID().toString().replace("-", "");
		return vector.secretKind().equals("whsec-base64") ? "whsec_" + random : random;
	}

	/** The sample that the first byte of an input chooses. */
	static FuzzSample of(byte[] input) {
		return ALL.get((input[0] & 0xff) % ALL.size());
	}

	/** What stands behind that byte. */
	static byte[] rest(byte[] input) {
		return Arrays.copyOfRange(input, 1, input.length);
	}

	/** For each sample an input that chooses it. */
	static Stream<byte[]> seeds(Function<Signer, byte[]> rest) {
		return IntStream.range(0, Math.min(256, ALL.size())).mapToObj((choice) -> {
			ByteArrayOutputStream input = new ByteArrayOutputStream();
			input.write(choice);
			input.writeBytes(rest.apply(ALL.get(choice).signer()));
			return input.toByteArray();
		});
	}

}
