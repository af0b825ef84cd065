package dev.naru.gateway.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.verification.Credentials;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.verification.SigningInput;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verifier;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A source together with its provider's profile, ready to take deliveries.
 */
public final class Endpoint {

	private final Source source;

	private final Profile profile;

	private final Verifier verifier;

	private final Credentials credentials;

	private final boolean waitsForSecret;

	/** By canonical type, of those that the profile knows, where names tell kinds. */
	private final Map<String, String> topics = new HashMap<>();

	private final String topicOfOthers;

	private final String quarantine;

	private final List<String> methods;

	/**
	 * @param names the names of topics
	 * @throws ConfigurationException if the source lacks what the profile needs, or has
	 * what it does not
	 */
	Endpoint(Source source, Profile profile, TopicNames names) {
		this.source = source;
		this.profile = profile;
		checkConfig(source, profile);
		this.waitsForSecret = profile.sendsSecret() && source.secrets().isEmpty() && source.variant() == null;
		this.verifier = this.waitsForSecret ? Verifier.ofNobody(profile.variants(), source)
				: Verifier.of(profile.variants(), source);
		this.credentials = credentials(source, profile);
		if (names.tellKinds()) {
			profile.types().values().forEach((type) -> this.topics.put(type, topic(names, type.split("\\.", 2)[0])));
		}
		this.topicOfOthers = topic(names, TopicNames.UNMAPPED);
		this.quarantine = names.quarantine();
		this.methods = (profile.challenge() != null || profile.sendsByGet()) ? List.of("POST", "GET") : List.of("POST");
	}

	private static Credentials credentials(Source source, Profile profile) {
		List<String> secrets = new ArrayList<>(source.secrets().stream().map(Secret::reveal).toList());
		Handshakes.Challenge challenge = profile.challenge();
		String token = (challenge != null) ? source.config().get(challenge.tokenConfig()) : null;
		if (token != null) {
			secrets.add(token);
		}
		return Credentials.of(profile.variants(), (challenge != null) ? Set.of(challenge.tokenParameter()) : Set.of(),
				secrets);
	}

	private String topic(TopicNames names, String kind) {
		String own = this.source.topic();
		return (own != null) ? own : names.topic(this.profile.name(), kind, this.source.id().value());
	}

	private static void checkConfig(Source source, Profile profile) {
		Set<String> known = profile.configKeys(Verifier.judging(profile.variants(), source));
		Set<String> all = profile.configKeys();
		for (String key : source.config().keySet()) {
			if (!known.contains(key)) {
				throw new ConfigurationException(source.key("config." + key),
						all.contains(key) ? "no variant that judges for this source asks for '" + key + "'"
								: "provider " + profile.name() + " asks for no '" + key + "'",
						known.isEmpty() ? "remove it" : "remove it, or use one of: " + String.join(", ", known));
			}
			Set<String> words = profile.configWords(key);
			if (!words.isEmpty() && !words.contains(source.config().get(key))) {
				throw new ConfigurationException(source.key("config." + key),
						"it is none of the words that provider " + profile.name() + " knows",
						"write " + String.join(" or ", words));
			}
		}
	}

	/**
	 * The source as the operator configured it.
	 */
	public Source source() {
		return this.source;
	}

	/**
	 * The provider's profile.
	 */
	public Profile profile() {
		return this.profile;
	}

	/**
	 * The topic for events of a type: the one that the source names, else by the pattern.
	 * @param type the canonical type
	 */
	public String topic(String type) {
		return this.topics.getOrDefault(type, this.topicOfOthers);
	}

	/**
	 * All topics that its events may go to, in the order of their names.
	 */
	Set<String> topics() {
		Set<String> all = new TreeSet<>(this.topics.values());
		all.add(this.topicOfOthers);
		return all;
	}

	/**
	 * The topic for what cannot be read.
	 */
	public String quarantine() {
		return this.quarantine;
	}

	/**
	 * The HTTP methods that it takes.
	 */
	public List<String> methods() {
		return this.methods;
	}

	/**
	 * Whether it takes the body of a request: one that is not compressed, in a media type
	 * that the provider sends. A GET request has none that counts.
	 */
	public boolean takesBody(String method, Headers headers) {
		return headers.all("content-encoding").stream().allMatch("identity"::equalsIgnoreCase)
				&& (!method.equals("POST") || this.profile.accepts(Delivery.mediaType(headers)));
	}

	/**
	 * Whether anything but an address proves who sends.
	 */
	public boolean provesSender() {
		return this.verifier.provesSender();
	}

	/**
	 * Whether deliveries are proven by signatures that a public key checks.
	 */
	boolean checksPublicKeys() {
		return this.verifier.checksPublicKeys();
	}

	/**
	 * Answers the check that a provider makes by GET before it sends anything.
	 * @return the answer, or null if the request does not know the token
	 */
	public @Nullable Reply challenge(Delivery delivery) {
		Handshakes.Challenge challenge = this.profile.challenge();
		return (challenge != null) ? challenge.answer(delivery, this.source) : null;
	}

	/**
	 * Whether the operator has yet to give the source the secret that the provider sends:
	 * until then no event is genuine.
	 */
	public boolean waitsForSecret() {
		return this.waitsForSecret;
	}

	/**
	 * The secret that a provider sends before it signs anything, while the source waits
	 * for one. Anyone could have sent it: whether it is the provider's is for the
	 * operator to see.
	 * @return the secret, or null if the delivery is nothing of the kind
	 */
	public @Nullable Secret captured(Delivery delivery) {
		String secret = this.waitsForSecret ? this.profile.captured(delivery, this.source) : null;
		return (secret != null) ? new Secret(secret) : null;
	}

	/**
	 * Says what a delivery is before anything of it is read: the secret that the source
	 * waits for, the provider's check of the address, or something to be proven.
	 */
	public Judgement judge(Delivery delivery, Instant now) {
		Secret secret = captured(delivery);
		if (secret != null) {
			return new Judgement.Captured(secret);
		}
		if (delivery.method().equals("GET") && !this.profile.sendsByGet()) {
			Reply reply = challenge(delivery);
			return (reply != null) ? new Judgement.Answered(reply)
					: new Judgement.Judged(new Verdict.Forged(Flaw.BAD_CREDENTIALS));
		}
		return new Judgement.Judged(verify(delivery, now));
	}

	/**
	 * Judges a delivery.
	 */
	public Verdict verify(Delivery delivery, Instant now) {
		return this.verifier.verify(delivery, now);
	}

	/**
	 * What a delivery would have to be signed for, as the variant that judges it puts the
	 * message together.
	 * @return the message in each spelling that was tried; empty if no signature is
	 * looked at
	 */
	public List<SigningInput> signingInputs(Delivery delivery, Instant now) {
		return this.verifier.signingInputs(delivery, now);
	}

	/**
	 * Proves a request as the provider would, with the first secret of the source.
	 * @param draft a request without proof
	 * @return the same with one, found genuine
	 * @throws ConfigurationException if it cannot be proven; it says why
	 */
	public Delivery sign(Delivery draft) {
		return this.verifier.sign(draft, this.source);
	}

	/**
	 * Reads a genuine delivery.
	 */
	public Reading read(GenuineDelivery genuine) {
		return this.profile.read(genuine, this.source);
	}

	/**
	 * What of its requests is never kept.
	 */
	public Credentials credentials() {
		return this.credentials;
	}

}
