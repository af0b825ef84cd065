package dev.naru.gateway.provider;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Values.Message;
import dev.naru.gateway.provider.Values.Test;
import dev.naru.gateway.provider.Values.TextReader;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One shape of a provider's messages, compiled.
 *
 * @param version the version of the message
 * @param when what tells a message of this shape
 * @param id reads the event's id
 * @param type reads the provider's type
 * @param detail reads what tells events of one type apart
 * @param times read the event's time; the first that can be read counts
 * @param resources say what the event is about: the first that names the event's type,
 * else the first whose id is there
 * @param state reads the resource's state
 * @param sequence reads the growing number of the state
 * @param references read other ids, by their names
 * @param items how the several events of a message are found, all else then reads one of
 * them; null if a message is one event
 * @param coverage what of such an event each variant proves, by the variant's name
 * @param answer the success answer
 */
record Shape(String version, Test when, TextReader id, TextReader type, TextReader detail, List<TimeReader> times,
		List<ResourceRule> resources, TextReader state, TextReader sequence, Map<String, TextReader> references,
		@Nullable ItemRule items, Map<String, Coverage> coverage, Reply answer) {

	/**
	 * @param text reads the text
	 * @param value says how it is written
	 */
	record TimeReader(TextReader text, TimeValue value) {
	}

	/**
	 * @param kind the kind of resource
	 * @param id reads its id
	 * @param types the types that it is for, {@code <type>} or {@code <type>/<detail>};
	 * all if there are none
	 */
	record ResourceRule(String kind, TextReader id, TypePatterns types) {
	}

	@Nullable OffsetDateTime time(Message message) {
		for (TimeReader reader : this.times) {
			String text = reader.text().read(message);
			OffsetDateTime time = (text != null) ? reader.value().parse(text) : null;
			if (time != null) {
				return time;
			}
		}
		return null;
	}

	/**
	 * @param type the provider's type
	 * @param precise the same with its detail behind a slash
	 */
	@Nullable Resource resource(Message message, String type, String precise) {
		for (ResourceRule rule : this.resources) {
			boolean named = rule.types().match(type) || rule.types().match(precise);
			String id = (named || rule.types().isEmpty()) ? rule.id().read(message) : null;
			if (named || id != null) {
				return (id != null) ? new Resource(rule.kind(), id) : null;
			}
		}
		return null;
	}

	Map<String, String> references(Message message) {
		Map<String, String> found = new LinkedHashMap<>();
		this.references.forEach((name, reader) -> {
			String text = reader.read(message);
			if (text != null) {
				found.put(name, text);
			}
		});
		return found;
	}

}
