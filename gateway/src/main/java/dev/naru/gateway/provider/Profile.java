package dev.naru.gateway.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.naru.gateway.provider.Handshakes.Capture;
import dev.naru.gateway.provider.Handshakes.Challenge;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.Values.Message;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Reply;
import dev.naru.schemas.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * A provider's profile, compiled: how its deliveries are proven, read and answered.
 */
public final class Profile {

	private final String name;

	private final Bodies bodies;

	private final List<Variant> variants;

	private final FieldTree tree;

	private final RequestParts beside;

	private final Handshakes handshakes;

	private final Normalizer normalizer;

	private final Map<String, String> payloadSchemas;

	private final Map<String, Set<String>> readConfig;

	private final Duration duplicateWindow;

	private final Reply answer;

	private final Reply answerUnreadable;

	Profile(String name, Bodies bodies, List<Variant> variants, FieldTree tree, RequestParts beside,
			Handshakes handshakes, Normalizer normalizer, Map<String, Set<String>> readConfig, Duration duplicateWindow,
			Reply answer, Reply answerUnreadable) {
		this.name = name;
		this.bodies = bodies;
		this.variants = variants;
		this.tree = tree;
		this.beside = beside;
		this.handshakes = handshakes;
		this.normalizer = normalizer;
		this.payloadSchemas = payloadSchemas(name, normalizer.shapes());
		this.readConfig = readConfig;
		this.duplicateWindow = duplicateWindow;
		this.answer = answer;
		this.answerUnreadable = answerUnreadable;
	}

	/**
	 * The provider's name.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The name of the schema of the provider's messages of a version.
	 * @return the name, or null if no such schema is published
	 */
	public @Nullable String payloadSchema(String version) {
		return this.payloadSchemas.get(version);
	}

	/**
	 * The provider's success answer.
	 */
	public Reply answer() {
		return this.answer;
	}

	/**
	 * The answer to what is genuine and cannot be read.
	 */
	public Reply answerUnreadable() {
		return this.answerUnreadable;
	}

	/**
	 * For how long after an event the same one is a duplicate, in whole seconds; zero if
	 * it never is.
	 */
	public Duration duplicateWindow() {
		return this.duplicateWindow;
	}

	/**
	 * Looked up once: it takes a file.
	 */
	private static Map<String, String> payloadSchemas(String name, List<Shape> shapes) {
		Map<String, String> published = new HashMap<>();
		for (Shape shape : shapes) {
			String urn = "urn:naru:schema:payload:" + name + ":" + shape.version();
			if (Schemas.payload(urn).isPresent()) {
				published.put(shape.version(), urn);
			}
		}
		return Map.copyOf(published);
	}

	/**
	 * Provider type, or {@code <type>/<detail>}, to canonical type.
	 */
	Map<String, String> types() {
		return this.normalizer.types();
	}

	/**
	 * The ways in which the provider proves its deliveries.
	 */
	List<Variant> variants() {
		return this.variants;
	}

	/**
	 * The keys under the source's {@code config} that something is taken from.
	 */
	Set<String> configKeys() {
		return configKeys(this.variants);
	}

	/**
	 * The keys that something is taken from while some variants judge.
	 * @param judging the variants that count
	 */
	Set<String> configKeys(List<Variant> judging) {
		Set<String> keys = new TreeSet<>(this.readConfig.keySet());
		judging.forEach((variant) -> keys.addAll(variant.configKeys()));
		Challenge challenge = challenge();
		if (challenge != null) {
			keys.add(challenge.tokenConfig());
		}
		return keys;
	}

	/**
	 * What a key under the source's {@code config} may be; anything if there are none.
	 */
	Set<String> configWords(String key) {
		return this.readConfig.getOrDefault(key, Set.of());
	}

	/**
	 * The shapes of its messages.
	 */
	List<Shape> shapes() {
		return this.normalizer.shapes();
	}

	/**
	 * What it reads beside the body.
	 */
	public RequestParts beside() {
		return this.beside;
	}

	/**
	 * The check that the provider makes by GET before it sends anything, or null.
	 */
	@Nullable Challenge challenge() {
		return this.handshakes.challenge();
	}

	/**
	 * The secret that the provider sends once before it signs anything.
	 * @return the secret, or null if the delivery brings none
	 */
	@Nullable String captured(Delivery delivery, Source source) {
		Capture capture = this.handshakes.capture();
		if (capture == null) {
			return null;
		}
		try {
			return capture.read(new Message(delivery, Bodies.content(delivery),
					this.tree.read(this.bodies.unpack(delivery)), source.config()));
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
	}

	/**
	 * Whether the provider tells a source its secret in a delivery.
	 */
	boolean sendsSecret() {
		return this.handshakes.capture() != null;
	}

	/**
	 * Whether the provider also sends events by GET.
	 */
	public boolean sendsByGet() {
		return this.bodies.inQuery();
	}

	/**
	 * The media type of what the provider sends most.
	 */
	public String mediaType() {
		return this.bodies.mediaType();
	}

	/**
	 * Whether an event may hold a body of this media type twice: of a form, the fields
	 * and the text.
	 * @param mediaType the type, lower case and without parameters, or null for any that
	 * the provider sends
	 */
	public boolean keepsTwice(@Nullable String mediaType) {
		return this.bodies.keepTwice(mediaType);
	}

	/**
	 * Whether the provider sends this media type.
	 * @param mediaType the type, lower case and without parameters, or null if none is
	 * named
	 */
	public boolean accepts(@Nullable String mediaType) {
		return this.bodies.accept(mediaType);
	}

	/**
	 * Reads a genuine delivery.
	 * @param genuine the delivery
	 * @param source the source it came to
	 */
	Reading read(GenuineDelivery genuine, Source source) {
		Delivery delivery = genuine.delivery();
		byte[] content = Bodies.content(delivery);
		Payload payload;
		Message message;
		try {
			payload = this.bodies.unpack(delivery);
			message = new Message(delivery, content, this.tree.read(payload), source.config());
		}
		catch (UnreadableBodyException ex) {
			return new Unreadable(ex.reason(), EventId.ofBody(content), null, genuine.coverage(), content);
		}
		Reply handshake = this.handshakes.reply(message, source, genuine.slot());
		return (handshake != null) ? new Reading.Handshake(handshake) : this.normalizer.read(genuine, message, payload);
	}

}
