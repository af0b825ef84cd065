package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Position;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.Values.Message;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of messages: what stands under read, types and refuse in a profile,
 * compiled.
 *
 * @param provider the provider's name
 * @param shapes the shapes of its messages, the first that holds counts
 * @param types provider type to canonical type
 * @param refused provider types that must not be acknowledged
 */
record Normalizer(String provider, List<Shape> shapes, Map<String, String> types, TypePatterns refused) {

	/**
	 * @param genuine the delivery that the message came in
	 */
	Reading read(GenuineDelivery genuine, Message message, Payload payload) {
		for (Shape shape : this.shapes) {
			if (shape.when().holds(message)) {
				return (shape.items() != null) ? batch(shape, shape.items(), genuine, message, payload)
						: event(shape, coverage(shape, genuine), message, payload, byBody(message));
			}
		}
		return unreadable(QuarantineReason.UNSUPPORTED_SHAPE, genuine.coverage(), message, null, null, byBody(message));
	}

	private static Coverage coverage(Shape shape, GenuineDelivery genuine) {
		return shape.coverage().getOrDefault(genuine.variant(), Coverage.NONE).atMost(genuine.coverage());
	}

	/**
	 * All shapes of items that hold read the message together.
	 * @param first the first of them
	 */
	private Reading batch(Shape first, ItemRule rule, GenuineDelivery genuine, Message message, Payload payload) {
		Map<Integer, Shape> kinds = new HashMap<>();
		for (Shape shape : this.shapes) {
			if (shape.items() != null && shape.when().holds(message)) {
				kinds.put(shape.items().kind(), shape);
			}
		}
		List<Items.Item> items;
		try {
			items = rule.in(payload, kinds::containsKey);
		}
		catch (UnreadableBodyException ex) {
			return unreadable(ex.reason(), coverage(first, genuine), message, null, null, byBody(message));
		}
		if (items == null) {
			return unreadable(QuarantineReason.UNSUPPORTED_SHAPE, coverage(first, genuine), message, null, null,
					byBody(message));
		}
		List<Reading.Item> readings = new ArrayList<>(items.size());
		for (int i = 0; i < items.size(); i++) {
			Items.Item item = items.get(i);
			Shape shape = kinds.getOrDefault(item.kind(), first);
			Reading.Item reading = item(shape, shape.items(), coverage(shape, genuine), message, item);
			readings.add((reading instanceof Unreadable unreadable)
					? unreadable.at(new Position(i, items.size(), item.around())) : reading);
		}
		return new Reading.Batch(readings, first.answer());
	}

	private Reading.Item item(Shape shape, @Nullable ItemRule rule, Coverage coverage, Message message,
			Items.Item item) {
		QuarantineReason reason = QuarantineReason.UNSUPPORTED_SHAPE;
		if (rule != null && item.whole()) {
			try {
				return event(shape, coverage,
						new Message(message.delivery(), item.json(), rule.fields(item), message.config()),
						new Payload.Json(item.json()), item::idByContent);
			}
			catch (UnreadableBodyException ex) {
				reason = ex.reason();
			}
		}
		return new Unreadable(reason, item.idByContent(), null, coverage, item.json());
	}

	/**
	 * @param byContent the id of what has none that can be told
	 */
	private Reading.Item event(Shape shape, Coverage coverage, Message message, Payload payload,
			Supplier<EventId> byContent) {
		String id = shape.id().read(message);
		String ownType = shape.type().read(message);
		if (id == null || ownType == null) {
			return unreadable(QuarantineReason.MISSING_FIELD, coverage, message, id, ownType, byContent);
		}
		if (this.refused.match(ownType)) {
			return unreadable(QuarantineReason.REFUSED_TYPE, coverage, message, id, ownType, byContent);
		}
		String precise = precise(ownType, shape.detail().read(message));
		Resource resource = shape.resource(message, ownType, precise);
		String type = canonical(ownType, precise);
		// A type that the profile knows names its resource; one that it does not know may
		// name any.
		if (type != null && resource == null && !shape.resources().isEmpty()) {
			return unreadable(QuarantineReason.MISSING_FIELD, coverage, message, id, ownType, byContent);
		}
		String sequence = shape.sequence().read(message);
		if (!AttributeText.fits(id, ownType, (resource != null) ? resource.id() : null)
				|| (sequence != null && !isSequence(sequence))) {
			return unreadable(QuarantineReason.MALFORMED_BODY, coverage, message, null, null, byContent);
		}
		return new NormalizedEvent(new EventId(id), (type != null) ? type : this.provider + "." + ownType, ownType,
				shape.version(), resource, shape.time(message), shape.state().read(message), sequence,
				shape.references(message), coverage, payload, shape.answer());
	}

	/**
	 * Only of whole numbers in so many digits can the order be told by their text.
	 */
	private static boolean isSequence(String text) {
		return !text.isEmpty() && text.length() <= NormalizedEvent.SEQUENCE_DIGITS
				&& text.chars().allMatch((unit) -> unit >= '0' && unit <= '9');
	}

	private static String precise(String ownType, @Nullable String detail) {
		return (detail != null) ? ownType + "/" + detail : ownType;
	}

	/**
	 * The most precise that stands under types: the last part of the detail, behind a
	 * slash, is left out until it does.
	 */
	private @Nullable String canonical(String ownType, String precise) {
		String name = precise;
		String type = this.types.get(name);
		while (type == null && name.length() > ownType.length()) {
			name = name.substring(0, Math.max(name.lastIndexOf('/'), ownType.length()));
			type = this.types.get(name);
		}
		return type;
	}

	private static Supplier<EventId> byBody(Message message) {
		return () -> EventId.ofBody(message.content());
	}

	private static Unreadable unreadable(QuarantineReason reason, Coverage coverage, Message message,
			@Nullable String id, @Nullable String type, Supplier<EventId> byContent) {
		EventId known = (id != null && AttributeText.fits(id)) ? new EventId(id) : byContent.get();
		return new Unreadable(reason, known, AttributeText.fits(type) ? type : null, coverage, message.content());
	}

}
