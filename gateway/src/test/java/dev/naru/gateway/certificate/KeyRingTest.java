package dev.naru.gateway.certificate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testing.SteppingClock;
import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.ProviderKey;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verdict.Undecided;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verifier;
import dev.naru.gateway.webhook.Flaw;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Who signs right has its key kept; who does not costs others nothing.
 */
class KeyRingTest {

	private static final String PROVIDER = "203.0.113.1";

	private static final String STRANGER = "198.51.100.1";

	private static final Duration VALID = Duration.ofDays(3);

	private final Instant start = Instant.now();

	private final ProviderKey key = key(VALID);

	private final SteppingClock clock = new SteppingClock(this.start);

	/** What is being fetched, or was, the latest of each name. */
	private final Map<String, CompletableFuture<ProviderKey>> fetched = new LinkedHashMap<>();

	private final List<String> fetches = new ArrayList<>();

	private final List<ProviderKey> used = new ArrayList<>();

	private final KeyRing ring = new KeyRing((name) -> {
		CompletableFuture<ProviderKey> key = new CompletableFuture<>();
		this.fetches.add(name.url().getPath());
		this.fetched.put(name.url().getPath(), key);
		return key;
	}, this.clock);

	@Test
	void aKeyIsKeptOnceItHasProvenADelivery() {
		proven("/a");
		this.clock.step(Duration.ofHours(17));

		assertThat(genuine("/a").isKnown()).isTrue();
		assertThat(this.fetches).containsExactly("/a");
	}

	@Test
	void aKeyThatHasProvenNothingIsKeptForAMinute() {
		Pending<Verdict> first = forged("/a");
		give("/a", this.key);
		this.clock.step(Duration.ofSeconds(59));
		Pending<Verdict> second = forged("/a");
		this.clock.step(Duration.ofSeconds(1));
		Pending<Verdict> third = forged("/a");

		assertThat(List.of(first, second)).allSatisfy((each) -> assertThat(each.block()).isEqualTo(wrong()));
		assertThat(third.isKnown()).isFalse();
		assertThat(this.fetches).containsExactly("/a", "/a");
	}

	@Test
	void whatStrangersNamedFirstIsKeptWhenTheProviderProvesIt() {
		forged("/a");
		give("/a", this.key);

		assertThat(genuine("/a").block()).isInstanceOf(VerifiedDelivery.class);
		this.clock.step(Duration.ofHours(1));
		assertThat(genuine("/a").isKnown()).isTrue();
		assertThat(this.fetches).containsExactly("/a");
	}

	@Test
	void unprovenKeysPushNoProvenOneOut() {
		proven("/a");
		for (int i = 0; i < 2 * KeyRing.MOST_UNPROVEN; i++) {
			forged("/stranger-" + i);
			give("/stranger-" + i, this.key);
			this.clock.step(KeyRing.TURN);
		}

		assertThat(genuine("/a").isKnown()).isTrue();
		assertThat(forged("/stranger-" + (2 * KeyRing.MOST_UNPROVEN - 1)).isKnown()).isTrue();
		assertThat(forged("/stranger-" + (KeyRing.MOST_UNPROVEN - 1)).isKnown()).isFalse();
	}

	@Test
	void failuresPushNoKeyOut() {
		proven("/a");
		for (int i = 0; i <= KeyRing.MOST_FAILED; i++) {
			forged("/stranger-" + i);
			refuse("/stranger-" + i);
			this.clock.step(Duration.ofMillis((i % KeyRing.MOST_FETCHES == 0) ? 1000 : 0));
		}

		assertThat(genuine("/a").isKnown()).isTrue();
	}

	@Test
	void whenAllPlacesAreTakenTheLeastUsedGivesWay() {
		IntStream.range(0, KeyRing.MOST_PROVEN).forEach((i) -> proven("/" + i));
		genuine("/0").block();
		forged("/1").block();

		proven("/new");

		assertThat(genuine("/0").isKnown()).isTrue();
		assertThat(genuine("/new").isKnown()).isTrue();
		assertThat(genuine("/1").isKnown()).isFalse();
	}

	@Test
	void aKeyIsFetchedAnewBeforeItRunsOutAndGoesOnMeanwhile() {
		proven("/a");
		ProviderKey renewed = key(VALID);
		this.clock.step(Duration.ofHours(18));

		assertThat(genuine("/a").isKnown()).isTrue();
		assertThat(genuine("/a").isKnown()).isTrue();
		assertThat(this.fetches).containsExactly("/a", "/a");
		give("/a", renewed);
		genuine("/a").block();

		assertThat(this.used).containsExactly(this.key, this.key, this.key, renewed);
	}

	@Test
	void theOldKeyGoesOnWhileNoNewOneCanBeHadUntilItHasRunOut() {
		proven("/a");
		for (int hours = 18; hours < 72; hours += 6) {
			this.clock.step(Duration.ofHours((hours == 18) ? 18 : 6));
			assertThat(genuine("/a").isKnown()).isTrue();
			refuse("/a");
			assertThat(genuine("/a").isKnown()).isTrue();
		}
		assertThat(this.fetches).hasSize(1 + 9);
		this.clock.step(Duration.ofHours(6));

		assertThat(genuine("/a").isKnown()).isFalse();
	}

	@Test
	void whatFailedIsNotFetchedAtOnceForTheNext() {
		Pending<Verdict> first = genuine("/a");
		refuse("/a");
		Pending<Verdict> second = genuine("/a");
		this.clock.step(KeyRing.GIVEN_UP);
		Pending<Verdict> third = genuine("/a");
		give("/a", this.key);

		assertThat(List.of(first, second)).allSatisfy((each) -> assertUnavailable(each));
		assertThat(third.block()).isInstanceOf(VerifiedDelivery.class);
		assertThat(this.fetches).containsExactly("/a", "/a");
	}

	@Test
	void allWhoWaitForACertificateShareOneFetch() {
		List<Pending<Verdict>> verdicts = IntStream.range(0, 20)
			.mapToObj((i) -> (i % 2 == 0) ? genuine("/a") : forged("/a"))
			.toList();
		give("/a", this.key);

		assertThat(this.fetches).containsExactly("/a");
		IntStream.range(0, 20)
			.forEach((i) -> assertThat(verdicts.get(i).block())
				.isInstanceOf((i % 2 == 0) ? VerifiedDelivery.class : Verdict.Forged.class));
	}

	@Test
	void onlySoManyWait() {
		List<Pending<Verdict>> strangers = IntStream.range(0, KeyRing.MOST_WAITING)
			.mapToObj((i) -> forged("/a"))
			.toList();
		Pending<Verdict> last = forged("/a");
		Pending<Verdict> provider = genuine("/a");
		assertUnavailable(last);
		assertUnavailable(strangers.get(0));
		assertThat(strangers.stream().filter(Pending::isKnown)).hasSize(1);

		give("/a", this.key);

		assertThat(provider.block()).isInstanceOf(VerifiedDelivery.class);
		assertThat(strangers.get(1).block()).isEqualTo(wrong());
		assertThat(forged("/b").isKnown()).isFalse();
	}

	@Test
	void strangersWhoNameManyTakeNoPlaceFromTheProvider() {
		List<Pending<Verdict>> strangers = IntStream.range(0, 2 * KeyRing.MOST_FETCHES)
			.mapToObj((i) -> forged("/stranger-" + i))
			.toList();
		assertThat(strangers.stream().filter((each) -> !each.isKnown())).hasSize(KeyRing.MOST_FETCHES);
		assertThat(this.fetches).hasSize(KeyRing.MOST_FETCHES);

		Pending<Verdict> provider = genuine("/a");

		assertUnavailable(strangers.get(0));
		assertThat(this.fetched.get("/stranger-0")).isCancelled();
		assertThat(provider.isKnown()).isFalse();
		give("/a", this.key);
		assertThat(provider.block()).isInstanceOf(VerifiedDelivery.class);
	}

	@Test
	void oneSourceTakesNoPlaceFromAnother() {
		IntStream.range(0, KeyRing.MOST_FETCHES)
			.forEach((i) -> asked("/stranger-" + i, "shop", "198.51.100." + i, false));

		Pending<Verdict> other = asked("/a", "market", STRANGER, true);

		assertThat(other.isKnown()).isFalse();
		assertThat(this.fetched.get("/stranger-0")).isCancelled();
	}

	@Test
	void ofOneSenderWhatHangsGivesWayAfterItsTurn() {
		IntStream.range(0, KeyRing.MOST_FETCHES).forEach((i) -> forged("/hangs-" + i));
		assertUnavailable(asked("/a", "shop", STRANGER, true));
		this.clock.step(KeyRing.TURN);

		Pending<Verdict> verdict = asked("/a", "shop", STRANGER, true);
		give("/a", this.key);

		assertThat(verdict.block()).isInstanceOf(VerifiedDelivery.class);
		assertUnavailable(forged("/hangs-0"));
	}

	@Test
	void onlySoManyAreFetchedInASecondHoweverSoonTheyEnd() {
		for (int i = 0; i < 3 * KeyRing.MOST_FETCHES; i++) {
			forged("/stranger-" + i);
			refuse("/stranger-" + i);
		}

		assertThat(this.fetches).hasSize(KeyRing.MOST_FETCHES);
	}

	@Test
	void whatWasOnceGoodHasAPlaceOfItsOwn() {
		proven("/a");
		this.clock.step(VALID);
		IntStream.range(0, KeyRing.MOST_FETCHES).forEach((i) -> asked("/" + i, "shop", PROVIDER, false));

		Pending<Verdict> verdict = genuine("/a");
		give("/a", key(VALID.plusDays(9)));

		assertThat(verdict.block()).isInstanceOf(VerifiedDelivery.class);
	}

	@Test
	void aFaultInJudgingIsNoMatterOfCertificates() {
		Pending<Verdict> verdict = this.ring
			.judge(new Undecided(PlacesTest.delivery("shop", PROVIDER), name("/a"), (key) -> {
				throw new IllegalStateException("broken");
			}));
		give("/a", this.key);

		assertThat(catchThrowable(verdict::block)).hasMessage("broken");
	}

	private void proven(String path) {
		Pending<Verdict> verdict = genuine(path);
		give(path, this.key);
		assertThat(verdict.block()).isInstanceOf(VerifiedDelivery.class);
	}

	private Pending<Verdict> genuine(String path) {
		return asked(path, "shop", PROVIDER, true);
	}

	private Pending<Verdict> forged(String path) {
		return asked(path, "shop", STRANGER, false);
	}

	private Pending<Verdict> asked(String path, String source, String client, boolean genuine) {
		return this.ring.judge(new Undecided(PlacesTest.delivery(source, client), name(path), (key) -> {
			this.used.add(key);
			return genuine ? verified() : wrong();
		}));
	}

	private void give(String path, ProviderKey found) {
		assertThat(Objects.requireNonNull(this.fetched.get(path)).complete(found)).isTrue();
	}

	private void refuse(String path) {
		CompletableFuture<ProviderKey> fetch = this.fetched.get(path);
		if (fetch != null) {
			fetch.completeExceptionally(new IllegalStateException("the answer is 404"));
		}
	}

	private static void assertUnavailable(Pending<Verdict> verdict) {
		assertThat(verdict.isKnown()).isTrue();
		assertThat(catchThrowable(verdict::block)).isInstanceOf(CertificateUnavailableException.class);
	}

	private static Verdict wrong() {
		return new Verdict.Forged(Flaw.SIGNATURE_MISMATCH);
	}

	private static Verdict verified() {
		Variant open = new Variant("open", null, false, new Scheme.None(), null, Coverage.NONE, null);
		return Verifier.of(List.of(open), SampleSource.withSecrets().source())
			.verify(PlacesTest.delivery("shop", PROVIDER), Request.NOW);
	}

	private static CertificateName name(String path) {
		return new CertificateName(URI.create("https://certificates.acme.example" + path), "acme.example");
	}

	private ProviderKey key(Duration valid) {
		X509Bundle authority = Certificates.authority();
		X509Bundle signer = Certificates.issued(Certificates.named("CN=acme.example").notAfter(this.start.plus(valid)),
				authority);
		return ProviderKey.trusting(Certificates.pem(authority))
			.read(Certificates.pem(signer), "acme.example", this.start);
	}

}
