package dev.naru.gateway.readers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.naru.gateway.readers.Reader.Given;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what a reader gives against what the record means, member by member.
 *
 * @param reader the reader
 */
record Judge(Reader reader) {

	/**
	 * Whether the reader is asked for the sample: what others write is for Naru's own.
	 */
	boolean asks(Sample sample) {
		return this.reader.isNarus() || sample.author() == Sample.Author.GATEWAY;
	}

	/**
	 * All that is wrong, by the names of the samples.
	 */
	Map<String, String> objections(List<Sample> samples) {
		Map<String, String> objections = new TreeMap<>();
		samples.stream().filter(this::asks).forEach((sample) -> {
			String objection = objection(sample);
			if (objection != null) {
				objections.put(sample.name(), objection);
			}
		});
		return objections;
	}

	/**
	 * What is wrong with the reader's answer.
	 * @return null if nothing is
	 */
	@Nullable String objection(Sample sample) {
		Given given;
		try {
			given = this.reader.read(sample);
		}
		catch (Exception ex) {
			return (sample.meaning() instanceof Meaning.Unreadable) ? null : "refused: " + ex;
		}
		return switch (sample.meaning()) {
			case Meaning.Event event -> {
				Map<String, String> attributes = new TreeMap<>(event.attributes());
				if (this.reader.isNarus()) {
					attributes.putAll(event.understood());
				}
				yield compare(sample, attributes, event.data(), given);
			}
			case Meaning.Quarantined quarantined when this.reader.isNarus() ->
				(given instanceof Given.Quarantined) ? null : "not seen to be in quarantine: " + given;
			case Meaning.Quarantined quarantined ->
				compare(sample, quarantined.attributes(), Sample.EXACT.getNodeFactory()
					.stringNode(Base64.getEncoder().encodeToString(sample.record().value())), given);
			case Meaning.Unreadable unreadable -> "read in spite of " + unreadable.reason() + ": " + given;
		};
	}

	private @Nullable String compare(Sample sample, Map<String, String> attributes, JsonNode data, Given given) {
		if (!(given instanceof Given.Event event)) {
			return "no event but " + given;
		}
		Set<String> names = new TreeSet<>(attributes.keySet());
		names.removeIf((name) -> !this.reader.gives(name, sample.structured()));
		names.addAll(event.attributes().keySet());
		for (String name : names) {
			String wanted = attributes.get(name);
			String read = event.attributes().get(name);
			if (!Objects.equals(comparable(name, wanted), comparable(name, read))) {
				return name + " is " + read + " and not " + wanted;
			}
		}
		return comparable(data).equals(comparable(event.data())) ? null
				: "data is " + event.data() + " and not " + data;
	}

	private @Nullable Object comparable(String name, @Nullable String value) {
		if (value == null || !name.endsWith("time")) {
			return value;
		}
		Instant instant = OffsetDateTime.parse(value).toInstant();
		return name.equals("time") ? instant.truncatedTo(this.reader.unit()) : instant;
	}

	private JsonNode comparable(JsonNode data) {
		return this.reader.keepsDigits() ? data : doubles(data);
	}

	private static JsonNode doubles(JsonNode node) {
		if (node.isNumber()) {
			double value = new BigDecimal(node.asString()).doubleValue();
			// JSON has no word for infinity, and JavaScript writes no -0.
			return Double.isInfinite(value) ? Sample.EXACT.getNodeFactory().stringNode(Double.toString(value))
					: Sample.EXACT.getNodeFactory().numberNode(value + 0.0);
		}
		if (node instanceof ArrayNode array) {
			ArrayNode copy = Sample.EXACT.createArrayNode();
			array.forEach((element) -> copy.add(doubles(element)));
			return copy;
		}
		if (node instanceof ObjectNode object) {
			ObjectNode copy = Sample.EXACT.createObjectNode();
			object.properties().forEach((member) -> copy.set(member.getKey(), doubles(member.getValue())));
			return copy;
		}
		return node;
	}

}
