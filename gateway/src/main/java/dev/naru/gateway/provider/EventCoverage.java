package dev.naru.gateway.provider;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.ProfileFile.ResourceFile;
import dev.naru.gateway.provider.ProfileFile.ShapeFile;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Coverage of the events of a shape: that of the body, unless something is read beside
 * the body that the proof leaves open.
 *
 * @param variant what proves them
 */
record EventCoverage(Variant variant) {

	/**
	 * The coverage of events of a shape by each variant that may prove them, by the
	 * variant's name.
	 * @param shapes the shape, and all that are tried before it: what tells them apart
	 * decides of which shape an event is
	 * @param shape the shape
	 */
	static Map<String, Coverage> of(List<Variant> variants, List<ShapeFile> shapes, ShapeFile shape) {
		List<Value> read = Stream
			.concat(shapes.stream().map(ShapeFile::when).flatMap(EventCoverage::asked), said(shape))
			.filter(Objects::nonNull)
			.toList();
		return variants.stream()
			.collect(Collectors.toMap(Variant::name, (variant) -> new EventCoverage(variant).of(read)));
	}

	private static Stream<@Nullable Value> asked(@Nullable Condition when) {
		return (when != null) ? Stream.of(when.present(), when.absent(), when.value()) : Stream.empty();
	}

	private static Stream<@Nullable Value> said(ShapeFile shape) {
		return Stream
			.of(Stream.<@Nullable Value>of(shape.id(), shape.type(), shape.detail(), shape.state(), shape.sequence()),
					ProfileText.orEmpty(shape.time()).stream().map(TimeValue::text),
					ProfileText.orEmpty(shape.resource()).stream().map(ResourceFile::id),
					ProfileText.orEmpty(shape.references()).values().stream())
			.flatMap((values) -> values);
	}

	private Coverage of(List<Value> read) {
		boolean open = this.variant.coverage() == Coverage.BODY && !read.stream().allMatch(this::covers);
		return open ? Coverage.BODY_ONLY : this.variant.coverage();
	}

	/**
	 * Whether an id is another wherever something else is said: it is covered, or the
	 * body's hash is a part of it.
	 */
	boolean identifies(@Nullable Value id) {
		return switch (id) {
			case null -> true;
			case Value.Concat(List<Value> parts) when parts.contains(new Value.BodyHash()) -> true;
			case Value.First(List<Value> choices) -> choices.stream().allMatch(this::identifies);
			case Value other -> covers(other);
		};
	}

	boolean covers(Value value) {
		return switch (value) {
			case Value.Header(String name) -> signs((part) -> isHeader(part, name));
			case Value.Query(String name) -> signs((part) -> part.isUrl()
					|| (part instanceof MessagePart.Query(String signed) && signed.equals(name)));
			case Value.Concat(List<Value> parts) -> parts.stream().allMatch(this::covers);
			// Who may leave the first out or add it decides which one counts.
			case Value.First(List<Value> choices) -> choices.stream().allMatch(this::covers);
			case Value.Field field -> true;
			case Value.Around around -> true;
			case Value.NameOf name -> true;
			// The operator says it.
			case Value.Config config -> true;
			case Value.Text constant -> true;
			case Value.BodyHash hash -> true;
		};
	}

	private boolean isHeader(MessagePart part, String name) {
		if (part == Given.TIMESTAMP && this.variant.scheme() instanceof Scheme.Signed signed) {
			Timestamp timestamp = signed.timestamp();
			return timestamp != null && timestamp.from().fields() == null
					&& name.equalsIgnoreCase(timestamp.from().header());
		}
		return part instanceof MessagePart.Header(String signed) && signed.equalsIgnoreCase(name);
	}

	private boolean signs(Predicate<MessagePart> part) {
		return this.variant.scheme() instanceof Scheme.Signed signed && signed.message().stream().anyMatch(part);
	}

}
