package dev.naru.gateway.provider;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where the fuzzer comes in: the first byte of an input chooses what the rest is fed to.
 */
public final class Fuzzed {

	private Fuzzed() {
	}

	/**
	 * Called before the first input. Classes are loaded and providers of cryptography set
	 * up by the seeds, so that the time limit of an input is for that input alone.
	 */
	public static void fuzzerInitialize() {
		seeds().forEach(Fuzzed::fuzzerTestOneInput);
	}

	/**
	 * Called with each input; what is thrown is a finding.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length > 0) {
			FuzzTarget.of(input[0]).take(Arrays.copyOfRange(input, 1, input.length));
		}
	}

	/**
	 * What the fuzzer begins with.
	 */
	static Stream<byte[]> seeds() {
		return Arrays.stream(FuzzTarget.values()).flatMap((target) -> target.seeds().map((seed) -> {
			ByteArrayOutputStream input = new ByteArrayOutputStream();
			input.write(target.number());
			input.writeBytes(seed);
			return input.toByteArray();
		}));
	}

}
