package dev.naru.gateway.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.Handshakes.Challenge;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.Values.Message;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A provider's profile, compiled: how its deliveries are proven, read and answered.
 */
public final class Profile {

	private final String name;

	private final Bodies bodies;

	private final List<Variant> variants;

	private final FieldTree tree;

	private final Handshakes handshakes;

	private final List<Shape> shapes;

	private final Map<String, String> types;

	private final TypePatterns refused;

	private final Duration duplicateWindow;

	private final Reply answer;

	Profile(String name, Bodies bodies, List<Variant> variants, FieldTree tree, Handshakes handshakes,
			List<Shape> shapes, Map<String, String> types, TypePatterns refused, Duration duplicateWindow,
			Reply answer) {
		this.name = name;
		this.bodies = bodies;
		this.variants = variants;
		this.tree = tree;
		this.handshakes = handshakes;
		this.shapes = shapes;
		this.types = types;
		this.refused = refused;
		this.duplicateWindow = duplicateWindow;
		this.answer = answer;
	}

	/**
	 * The provider's name.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The provider's success answer.
	 */
	public Reply answer() {
		return this.answer;
	}

	/**
	 * For how long after an event the same one is a duplicate, in whole seconds; zero if
	 * it never is.
	 */
	public Duration duplicateWindow() {
		return this.duplicateWindow;
	}

	/**
	 * Provider type, or {@code <type>/<detail>}, to canonical type.
	 */
	Map<String, String> types() {
		return this.types;
	}

	/**
	 * The ways in which the provider proves its deliveries.
	 */
	List<Variant> variants() {
		return this.variants;
	}

	/**
	 * The check that the provider makes by GET before it sends anything, or null.
	 */
	@Nullable Challenge challenge() {
		return this.handshakes.challenge();
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
	 * @param verified the delivery
	 * @param source the source it came to
	 */
	Reading read(VerifiedDelivery verified, Source source) {
		Delivery delivery = verified.delivery();
		byte[] content = Bodies.content(delivery);
		Payload payload;
		Message message;
		try {
			payload = this.bodies.unpack(delivery);
			message = new Message(delivery, content, this.tree.read(payload));
		}
		catch (MalformedBodyException ex) {
			return new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(content), null, content);
		}
		Reply handshake = this.handshakes.reply(message, source, verified.slot());
		return (handshake != null) ? new Reading.Handshake(handshake) : normalize(message, payload);
	}

	private Reading normalize(Message message, Payload payload) {
		for (Shape shape : this.shapes) {
			if (shape.when().holds(message)) {
				return normalize(shape, message, payload);
			}
		}
		return unreadable(QuarantineReason.UNSUPPORTED_SHAPE, message, null, null);
	}

	private Reading normalize(Shape shape, Message message, Payload payload) {
		String id = shape.id().read(message);
		String ownType = shape.type().read(message);
		if (id == null || ownType == null) {
			return unreadable(QuarantineReason.MISSING_FIELD, message, id, ownType);
		}
		if (this.refused.match(ownType)) {
			return unreadable(QuarantineReason.REFUSED_TYPE, message, id, ownType);
		}
		Resource resource = shape.resource(message, ownType);
		String type = canonical(ownType, shape.detail().read(message));
		// A type that the profile knows names its resource; one that it does not know may
		// name any.
		if (type != null && resource == null && !shape.resources().isEmpty()) {
			return unreadable(QuarantineReason.MISSING_FIELD, message, id, ownType);
		}
		String sequence = shape.sequence().read(message);
		if (!AttributeText.fits(id, ownType, (resource != null) ? resource.id() : null, sequence)) {
			return unreadable(QuarantineReason.MALFORMED_BODY, message, null, null);
		}
		return new NormalizedEvent(new EventId(id), (type != null) ? type : this.name + "." + ownType, ownType,
				shape.version(), resource, shape.time(message), shape.state().read(message), sequence,
				shape.references(message), payload);
	}

	private @Nullable String canonical(String ownType, @Nullable String detail) {
		String precise = (detail != null) ? this.types.get(ownType + "/" + detail) : null;
		return (precise != null) ? precise : this.types.get(ownType);
	}

	private static Unreadable unreadable(QuarantineReason reason, Message message, @Nullable String id,
			@Nullable String type) {
		EventId known = (id != null && AttributeText.fits(id)) ? new EventId(id) : EventId.ofBody(message.content());
		return new Unreadable(reason, known, AttributeText.fits(type) ? type : null, message.content());
	}

}
