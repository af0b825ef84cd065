package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every profile owes, shown with its own provider's requests. The profiles are those
 * that there are, and {@link VectorsTest} holds that none is without requests.
 */
class ProfileContractTest {

	private static final int MEBIBYTE = 1 << 20;

	private static final int DEEP = 100_000;

	private static final List<Case> GENUINE = Vector.all()
		.filter(TestProfiles::isGenuine)
		// What comes by GET has no body to change.
		.filter((vector) -> vector.body().length > 0)
		.map(Case::of)
		.toList();

	/** A genuine request and what proves it. */
	record Case(Vector vector, Scheme scheme) {

		static Case of(Vector vector) {
			return new Case(vector, Signer.of(vector).scheme());
		}

		boolean provesSender() {
			return !(this.scheme instanceof Scheme.None);
		}

		boolean coversBody() {
			return message().contains(MessagePart.Given.BODY) || (provesSender() && isForm());
		}

		private List<MessagePart> message() {
			return (this.scheme instanceof Scheme.Signed signed) ? signed.message() : List.of();
		}

		@Nullable Timestamp timestamp() {
			return (this.scheme instanceof Scheme.Signed signed) ? signed.timestamp() : null;
		}

		List<String> headers() {
			return new Signer(this.vector, this.scheme).headers();
		}

		Endpoint endpoint() {
			return TestProfiles.endpoint(this.vector);
		}

		Verdict verdict(Webhook webhook) {
			return endpoint().verify(webhook.delivery(), this.vector.now());
		}

		/**
		 * What becomes of the vector with another body, signed anew: a reading, or a
		 * verdict that it is forged where the proof stands in the body too.
		 */
		Object outcome(byte[] body) {
			Webhook webhook = Objects.requireNonNull(new Signer(this.vector, this.scheme).sign(body));
			Endpoint endpoint = endpoint();
			return switch (endpoint.verify(webhook.delivery(), this.vector.now())) {
				case VerifiedDelivery verified -> endpoint.read(verified);
				case Verdict.Forged forged -> forged;
				case Verdict.Undecided undecided -> throw new AssertionError("no vector has a certificate");
			};
		}

		boolean isForm() {
			return "application/x-www-form-urlencoded".equals(this.vector.delivery().mediaType());
		}

		@Override
		public String toString() {
			return this.vector.toString();
		}

	}

	static Stream<Case> genuine() {
		return GENUINE.stream();
	}

	static Stream<Case> proven() {
		return genuine().filter(Case::provesSender);
	}

	static Stream<Case> covered() {
		return genuine().filter(Case::coversBody);
	}

	static Stream<Case> timed() {
		return genuine().filter((given) -> given.timestamp() != null);
	}

	static Stream<Case> signable() {
		return genuine().filter((given) -> new Signer(given.vector(), given.scheme()).sign(new byte[0]) != null);
	}

	static Stream<Case> signableJson() {
		return signable().filter((given) -> !given.isForm() && given.vector().expected("payload") == null);
	}

	static Stream<Case> signableForm() {
		return signable().filter(Case::isForm);
	}

	@Test
	void mostCanBeSignedAnew() {
		assertThat(signable().map((given) -> given.vector().provider()).distinct().count())
			.isGreaterThan(TestProfiles.names().count() / 2);
	}

	@ParameterizedTest
	@MethodSource("covered")
	void aFlippedBitMakesItForged(Case given) {
		byte[] body = given.vector().body();
		for (int i = 0; i < body.length; i++) {
			byte[] flipped = body.clone();
			flipped[i] ^= 1;

			Verdict verdict = given.verdict(with(given.vector(), flipped));

			assertThat(verdict).as("byte %d", i).isInstanceOf(Verdict.Forged.class);
		}
	}

	@ParameterizedTest
	@MethodSource("proven")
	void anotherSecretProvesNothing(Case given) {
		Endpoint endpoint = TestProfiles.endpoint(given.vector(), another(given.vector()));

		assertThat(endpoint.verify(given.vector().delivery(), given.vector().now())).isInstanceOf(Verdict.Forged.class);
	}

	@ParameterizedTest
	@MethodSource("proven")
	void aRotatedSecretProvesIt(Case given) {
		String old = given.vector().secrets().get(0);
		Endpoint after = TestProfiles.endpoint(given.vector(), another(given.vector()), old);
		Endpoint before = TestProfiles.endpoint(given.vector(), old, another(given.vector()));

		assertThat(slot(after, given.vector())).isEqualTo(1);
		assertThat(slot(before, given.vector())).isZero();
	}

	private static int slot(Endpoint endpoint, Vector vector) {
		return ((VerifiedDelivery) endpoint.verify(vector.delivery(), vector.now())).slot();
	}

	@ParameterizedTest
	@MethodSource("proven")
	void aHeaderThatIsNotThereExactlyOnceMakesItForged(Case given) {
		for (String name : given.headers()) {
			String value = String.valueOf(given.vector().delivery().headers().only(name));
			Webhook webhook = given.vector().webhook();

			assertThat(given.verdict(webhook.header(name))).as("no %s", name).isInstanceOf(Verdict.Forged.class);
			assertThat(given.verdict(webhook.header(name, value, value))).as("two %s", name)
				.isInstanceOf(Verdict.Forged.class);
		}
	}

	@ParameterizedTest
	@MethodSource("timed")
	void whatIsStaleOrOfTheFutureIsForged(Case given) {
		Duration tolerance = Objects.requireNonNull(given.timestamp()).tolerance();
		Instant now = given.vector().now();
		Duration far = tolerance.multipliedBy(2).plusSeconds(1);

		assertThat(given.endpoint().verify(given.vector().delivery(), now.plus(far)))
			.isEqualTo(new Verdict.Forged(Flaw.TIMESTAMP_TOO_OLD));
		assertThat(given.endpoint().verify(given.vector().delivery(), now.minus(far)))
			.isEqualTo(new Verdict.Forged(Flaw.TIMESTAMP_TOO_NEW));
	}

	@ParameterizedTest
	@MethodSource("genuine")
	void anotherMediaTypeIsNotTaken(Case given) {
		Profile profile = given.endpoint().profile();

		assertThat(profile.accepts(given.vector().delivery().mediaType())).isTrue();
		assertThat(profile.accepts("text/html")).isFalse();
		assertThat(profile.accepts("image/png")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("signable")
	void anEmptyBodyIsNoEvent(Case given) {
		Object outcome = given.outcome(new byte[0]);

		// An empty form is a form.
		assertThat(outcome).isNotInstanceOf(NormalizedEvent.class);
		assertThat(given.isForm() || isMalformed(outcome)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("signableJson")
	void aBodyOfDeepNestingIsMalformed(Case given) {
		byte[] deep = bytes(",\"deep\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");

		assertThat(isMalformed(given.outcome(endingWith(deep, given.vector().body())))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("signableJson")
	void aBodyThatIsNoUtf8IsMalformed(Case given) {
		byte[] latin = Signing.joined(bytes(",\"latin\":\""), new byte[] { -1 }, bytes("\"}"));

		assertThat(isMalformed(given.outcome(endingWith(latin, given.vector().body())))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("signableForm")
	void aFormThatIsNoTextIsMalformed(Case given) {
		byte[] form = Signing.joined(given.vector().body(), bytes("&a="), new byte[] { -1 });

		assertThat(isMalformed(given.outcome(form))).isTrue();
	}

	/** The body with another end in place of its last brace. */
	private static byte[] endingWith(byte[] end, byte[] body) {
		int brace = new String(body, StandardCharsets.ISO_8859_1).lastIndexOf('}');
		return Signing.joined(Arrays.copyOf(body, brace), end, Arrays.copyOfRange(body, brace + 1, body.length));
	}

	private static boolean isMalformed(Object outcome) {
		return switch (outcome) {
			case Unreadable unreadable -> unreadable.reason() == QuarantineReason.MALFORMED_BODY;
			case Verdict.Forged forged -> forged.flaw() == Flaw.UNREADABLE_BODY;
			case Object other -> false;
		};
	}

	@ParameterizedTest
	@MethodSource("signable")
	void aLargeBodyIsReadAsASmallOne(Case given) {
		byte[] body = given.vector().body();
		byte[] padding = given.isForm() ? bytes("&padding=" + "x".repeat(MEBIBYTE)) : bytes(" ".repeat(MEBIBYTE));

		assertThat(gist(given.outcome(Signing.joined(body, padding)))).isEqualTo(gist(given.outcome(body)));
	}

	/** All of a reading that does not change with every byte of the body. */
	private static Object gist(Object outcome) {
		return (outcome instanceof NormalizedEvent event) ? Arrays.asList(event.type(), event.providerType(),
				event.resource(), event.time(), event.state(), event.references()) : outcome.getClass();
	}

	private static Webhook with(Vector vector, byte[] body) {
		Webhook webhook = vector.webhook();
		return new Webhook(webhook.method(), webhook.query(), webhook.headers(), body);
	}

	/** Another secret of the same form. */
	private static String another(Vector vector) {
		return switch (vector.secretKind()) {
			case "whsec-base64" -> "whsec_" + Signing.base64(new byte[24]);
			case "hex" -> Signing.hex(new byte[32]).replace('0', 'a');
			case "ed25519-public-hex" -> Signing.hex(raw(Signing.keys("Ed25519", 255, 1)));
			case "ec-spki-base64" -> Signing.base64(Signing.keys("EC", 256, 1).getPublic().getEncoded());
			case "basic" -> "another:secret";
			default -> "another secret";
		};
	}

	/** The 32 raw bytes are the end of the key's X.509 form. */
	private static byte[] raw(KeyPair keys) {
		byte[] encoded = keys.getPublic().getEncoded();
		return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
