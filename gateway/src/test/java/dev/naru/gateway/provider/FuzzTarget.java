package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Flaw;

/**
 * What the fuzzer feeds, and what must never happen.
 */
enum FuzzTarget {

	/** A profile file: it is good, or what is wrong is told with its place and cure. */
	PROFILES(0) {
		@Override
		void take(byte[] input) {
			try {
				Objects.requireNonNull(ProfileLoader.load("acme.yaml", "acme", input));
			}
			catch (ConfigurationException ex) {
				require(ex.place().startsWith("acme.yaml") && !ex.cure().isBlank(), "an error without place or cure");
			}
		}

		@Override
		Stream<byte[]> seeds() {
			return TestProfiles.names().map(TestProfiles::text).map((text) -> text.getBytes(StandardCharsets.UTF_8));
		}
	},

	/** A body that its provider signed: it is read, whatever it is. */
	BODIES(1) {
		@Override
		void take(byte[] input) {
			if (input.length == 0) {
				return;
			}
			FuzzSample sample = FuzzSample.of(input);
			Webhook webhook = Objects.requireNonNull(sample.signer().sign(FuzzSample.rest(input)));
			switch (sample.endpoint().verify(webhook.delivery(), sample.signer().vector().now())) {
				case VerifiedDelivery verified -> Objects.requireNonNull(sample.endpoint().read(verified));
				case Verdict.Forged(Flaw flaw) ->
					require(sample.signer().readsBody(), "genuine, and taken for forged: " + flaw);
				case Verdict.Undecided undecided -> throw new AssertionError("no sample has a certificate");
			}
		}

		@Override
		Stream<byte[]> seeds() {
			return FuzzSample.seeds((signer) -> signer.vector().body());
		}
	},

	/** The headers that prove a request, from one who does not know the secret. */
	SIGNATURES(2) {
		@Override
		void take(byte[] input) {
			if (input.length == 0) {
				return;
			}
			FuzzSample sample = FuzzSample.of(input);
			String[] values = new String(FuzzSample.rest(input), StandardCharsets.ISO_8859_1).split("\n", -1);
			List<String> names = sample.signer().headers();
			Webhook webhook = sample.signer().vector().webhook();
			for (int i = 0; i < Math.min(names.size(), values.length); i++) {
				webhook = webhook.header(names.get(i), values[i]);
			}
			Verdict verdict = sample.stranger().verify(webhook.delivery(), sample.signer().vector().now());
			require(verdict instanceof Verdict.Forged, "forged, and taken for genuine");
		}

		@Override
		Stream<byte[]> seeds() {
			return FuzzSample.seeds((signer) -> signer.headers()
				.stream()
				.map((name) -> String.valueOf(signer.vector().delivery().headers().only(name)))
				.collect(Collectors.joining("\n"))
				.getBytes(StandardCharsets.ISO_8859_1));
		}
	};

	/** What it found is kept by these numbers: they do not change. */
	private final int number;

	FuzzTarget(int number) {
		this.number = number;
	}

	/** The target that a number chooses; each byte chooses one. */
	static FuzzTarget of(byte number) {
		return Arrays.stream(values())
			.filter((target) -> target.number == (number & 0xff) % values().length)
			.findFirst()
			.orElseThrow();
	}

	int number() {
		return this.number;
	}

	/** Takes one input; what is thrown is a finding. */
	abstract void take(byte[] input);

	/** What the fuzzer begins with. */
	abstract Stream<byte[]> seeds();

	private static void require(boolean held, String otherwise) {
		if (!held) {
			throw new AssertionError(otherwise);
		}
	}

}
