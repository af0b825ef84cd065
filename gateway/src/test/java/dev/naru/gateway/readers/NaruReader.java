package dev.naru.gateway.readers;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.naru.schemas.Authenticity;
import dev.naru.schemas.Coverage;
import dev.naru.schemas.Data;
import dev.naru.schemas.Event;
import dev.naru.schemas.EventReader;
import dev.naru.schemas.UnreadableEventException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Naru's own reader for Java. Every component of its event counts.
 */
final class NaruReader implements Reader {

	/** What is the same for all events, and what a later gateway may add. */
	private static final Set<String> NOT_GIVEN = Set.of("specversion", "datacontenttype", Fixtures.LATER);

	private final EventReader reader = new EventReader();

	@Override
	public Given read(Sample sample) throws UnreadableEventException, ReflectiveOperationException {
		Event event;
		try {
			event = this.reader.read(sample::header, sample.record().value());
		}
		catch (UnreadableEventException ex) {
			if (Objects.requireNonNull(ex.getMessage()).contains("a quarantined webhook")) {
				return new Given.Quarantined();
			}
			throw ex;
		}
		Map<String, String> attributes = new TreeMap<>();
		for (RecordComponent component : Event.class.getRecordComponents()) {
			Object value = component.getAccessor().invoke(event);
			String text = text((value instanceof Optional<?> optional) ? optional.orElse(null) : value);
			if (text != null) {
				attributes.put(component.getName().toLowerCase(Locale.ROOT), text);
			}
		}
		return new Given.Event(attributes, data(event.data()));
	}

	private static @Nullable String text(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Data data -> null;
			case Authenticity authenticity -> authenticity.text();
			case Coverage coverage -> coverage.text();
			default -> value.toString();
		};
	}

	private static JsonNode data(Data data) {
		ObjectNode json = Sample.EXACT.createObjectNode();
		data.resource()
			.ifPresent((resource) -> json.putObject("resource").put("kind", resource.kind()).put("id", resource.id()));
		data.state().ifPresent((state) -> json.put("state", state));
		if (!data.references().isEmpty()) {
			ObjectNode references = json.putObject("references");
			data.references().forEach(references::put);
		}
		json.set("payload", data.payload());
		data.raw().ifPresent((raw) -> json.put("raw", raw));
		return json;
	}

	@Override
	public boolean gives(String attribute, boolean structured) {
		return !NOT_GIVEN.contains(attribute);
	}

	@Override
	public boolean keepsDigits() {
		return true;
	}

	@Override
	public boolean isNarus() {
		return true;
	}

}
