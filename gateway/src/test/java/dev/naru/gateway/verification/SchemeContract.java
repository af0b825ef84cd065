package dev.naru.gateway.verification;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testing.Bits;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.webhook.Delivery;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What every scheme that checks a secret owes its sources. A scheme passes by extending
 * this and saying how a provider proves itself with it.
 */
abstract class SchemeContract {

	/**
	 * How many random texts each scheme is given, and out of which seed; another seed is
	 * set with {@code -Dnaru.test.seed=…}.
	 */
	private static final int RANDOM_TEXTS = 20_000;

	private static final long SEED = Long.getLong("naru.test.seed", 20_260_101);

	/**
	 * A provider that proves itself with one secret.
	 *
	 * @param secret what the operator configures
	 * @param request a request without its credential
	 * @param credential the signature or token that belongs to it, as it stands in its
	 * place
	 */
	record Sample(String secret, Request request, String credential) {
	}

	private final Scheme scheme;

	private final Place place;

	final Sample ours;

	final Sample strangers;

	/**
	 * @param scheme the scheme under test
	 * @param place where its credential stands
	 * @param ours the provider that the source trusts
	 * @param strangers another one, which sends the same request with a credential of its
	 * own
	 */
	SchemeContract(Scheme scheme, Place place, Sample ours, Sample strangers) {
		this.scheme = scheme;
		this.place = place;
		this.ours = ours;
		this.strangers = strangers;
	}

	/**
	 * Whether that credential is only another way to write the genuine one, so that to
	 * accept it gives nothing away.
	 */
	boolean saysTheSame(String changed) {
		return false;
	}

	/**
	 * Whether that secret is only another way to write the genuine one.
	 */
	boolean namesTheSameKey(String changed) {
		return false;
	}

	@Test
	void aGenuineDeliveryIsAccepted() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		// When
		Verdict verdict = verifier.verify(genuine(), Request.NOW);
		// Then
		assertThat(slot(verdict)).isZero();
	}

	@Test
	void aStrangersDeliveryIsRefused() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		// When
		Verdict verdict = verifier.verify(carrying(this.strangers.credential()), Request.NOW);
		// Then
		assertThat(verdict).isInstanceOf(Verdict.Forged.class);
	}

	@Test
	void theSecondOfTwoActiveSecretsMatchesInSlotOne() {
		// Given
		Verifier verifier = verifier(this.strangers.secret(), this.ours.secret());
		// When
		Verdict second = verifier.verify(genuine(), Request.NOW);
		Verdict first = verifier.verify(carrying(this.strangers.credential()), Request.NOW);
		// Then
		assertThat(slot(second)).isEqualTo(1);
		assertThat(slot(first)).isZero();
	}

	/**
	 * A changed secret may be none at all, which the operator learns at start.
	 */
	@Test
	void noBitOfTheSecretCanBeChangedUnlessItNamesTheSameKey() {
		// Given
		Delivery genuine = genuine();
		// When
		List<String> accepted = Bits.flipped(this.ours.secret())
			.filter((secret) -> accepts(secret, genuine))
			.filter((secret) -> !namesTheSameKey(secret))
			.toList();
		// Then
		assertThat(accepted).isEmpty();
	}

	@Test
	void noBitOfTheCredentialCanBeChangedUnlessItSaysTheSame() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		List<String> sameInOtherWords = Bits.flipped(this.ours.credential()).filter(this::saysTheSame).toList();
		// When
		List<String> accepted = Bits.flipped(this.ours.credential())
			.filter((text) -> accepts(verifier, carrying(text)))
			.toList();
		// Then
		assertThat(accepted).isEqualTo(sameInOtherWords);
	}

	@TestFactory
	Stream<DynamicTest> aCredentialThatIsNotThereExactlyOnceIsRefused() {
		String credential = this.ours.credential();
		return Stream.of(refused("missing", carrying()), refused("empty", carrying("")),
				refused("doubled", carrying(credential, credential)),
				refused("with an empty one behind", carrying(credential, "")),
				refused("with a stranger's in front", carrying(this.strangers.credential(), credential)));
	}

	@TestFactory
	Stream<DynamicTest> aHostileCredentialIsRefusedAndThrowsNothing() {
		return HostileTexts.of(this.ours.credential(), this.strangers.credential())
			.map((hostile) -> refused(hostile.name(), carrying(hostile.text())));
	}

	@Test
	void noRandomCredentialIsAcceptedOrThrows() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		RandomTexts texts = new RandomTexts(SEED, this.strangers.credential());
		// When
		List<String> notRefused = IntStream.range(0, RANDOM_TEXTS)
			.mapToObj((number) -> texts.next())
			.filter((text) -> !refuses(verifier, carrying(text)))
			.toList();
		// Then
		assertThat(notRefused).as("with -Dnaru.test.seed=%d", SEED).isEmpty();
	}

	@Test
	void manyThreadsShareOneVerifier() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		Delivery forged = carrying(this.strangers.credential());
		// When
		List<Integer> misjudged = IntStream.range(0, 200)
			.parallel()
			.filter((number) -> accepts(verifier, (number % 2 == 0) ? genuine() : forged) != (number % 2 == 0))
			.boxed()
			.toList();
		// Then
		assertThat(misjudged).isEmpty();
	}

	final Delivery genuine() {
		return carrying(this.ours.credential());
	}

	final Delivery carrying(String... credentials) {
		return with(this.ours.request(), credentials).delivery();
	}

	final Request with(Request request, String... credentials) {
		String header = this.place.header();
		return (header != null) ? request.withHeader(header, credentials)
				: request.withParameter(String.valueOf(this.place.query()), credentials);
	}

	final DynamicTest refused(String name, Delivery delivery) {
		return DynamicTest.dynamicTest(name, () -> {
			// Given
			Verifier verifier = verifier(this.ours.secret());
			// When
			Verdict verdict = verifier.verify(delivery, Request.NOW);
			// Then
			assertThat(verdict).isInstanceOf(Verdict.Forged.class);
		});
	}

	final Verifier verifier(String... secrets) {
		return Verifier.of(List.of(new Variant("only", null, false, this.scheme, null, Coverage.BODY, null)),
				SampleSource.withSecrets(secrets).source());
	}

	final boolean accepts(Verifier verifier, Delivery delivery) {
		return verifier.verify(delivery, Request.NOW) instanceof VerifiedDelivery;
	}

	private boolean accepts(String secret, Delivery delivery) {
		try {
			return accepts(verifier(secret), delivery);
		}
		catch (ConfigurationException ex) {
			return false;
		}
	}

	private boolean refuses(Verifier verifier, Delivery delivery) {
		return catchThrowable(
				() -> assertThat(verifier.verify(delivery, Request.NOW)).isInstanceOf(Verdict.Forged.class)) == null;
	}

	private static int slot(Verdict verdict) {
		return (verdict instanceof VerifiedDelivery verified) ? verified.slot() : -1;
	}

}
