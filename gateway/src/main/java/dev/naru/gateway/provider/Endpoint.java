package dev.naru.gateway.provider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.naru.gateway.source.Source;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verifier;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A source together with its provider's profile, ready to take deliveries.
 */
public final class Endpoint {

	private final Source source;

	private final Profile profile;

	private final Verifier verifier;

	private final String topic;

	private final List<String> methods;

	/**
	 * @throws dev.naru.gateway.source.ConfigurationException if the source lacks what the
	 * profile needs
	 */
	Endpoint(Source source, Profile profile) {
		this.source = source;
		this.profile = profile;
		this.verifier = Verifier.of(profile.variants(), source);
		this.topic = Objects.requireNonNullElse(source.topic(), "webhooks." + profile.name());
		this.methods = (profile.challenge() != null) ? List.of("POST", "GET") : List.of("POST");
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
	 * The topic for its events: the operator's, else {@code webhooks.<provider>}.
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * The HTTP methods that it takes.
	 */
	public List<String> methods() {
		return this.methods;
	}

	/**
	 * Whether anything but an address proves who sends.
	 */
	public boolean provesSender() {
		return this.verifier.provesSender();
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
	 * Judges a delivery.
	 */
	public Verdict verify(Delivery delivery, Instant now) {
		return this.verifier.verify(delivery, now);
	}

	/**
	 * Reads a genuine delivery.
	 */
	public Reading read(VerifiedDelivery verified) {
		return this.profile.read(verified, this.source);
	}

}
