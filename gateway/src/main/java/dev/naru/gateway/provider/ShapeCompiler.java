package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.ProfileFile.ResourceFile;
import dev.naru.gateway.provider.ProfileFile.ShapeFile;
import dev.naru.gateway.provider.Shape.ResourceRule;
import dev.naru.gateway.provider.Shape.TimeReader;
import dev.naru.gateway.provider.Values.TextReader;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the section {@code read}.
 *
 * @param file where mistakes are told
 * @param values compiles what the shapes read
 * @param answer the success answer of those that give none
 * @param variants what proves the messages
 */
record ShapeCompiler(ProfileText file, Values values, Reply answer, List<Variant> variants) {

	private static final String VERSION_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	List<Shape> compile(ProfileFile profile) {
		List<Shape> shapes = new ArrayList<>();
		Items items = new Items();
		List<ShapeFile> entries = this.file.filled("read", profile.read(), "say where id and type stand");
		for (int i = 0; i < entries.size(); i++) {
			reachable(entries, i);
			shapes.add(shape("read[" + i + "]", entries.get(i), items,
					EventCoverage.of(this.variants, entries.subList(0, i + 1), entries.get(i))));
		}
		return List.copyOf(shapes);
	}

	private void reachable(List<ShapeFile> entries, int index) {
		for (int i = 0; i < index; i++) {
			if (precludes(entries.subList(0, i), entries.get(i), entries.get(index))) {
				throw this.file.wrong("read[" + index + "]",
						"it reads nothing: whatever it would read, read[" + i + "] reads",
						"give read[" + i + "] a 'when' that tells them apart, or put it behind this one");
			}
		}
	}

	/**
	 * Whether nothing is left for a later entry. Those with items read a message
	 * together, once the first that holds has items.
	 * @param before what stands before the first
	 */
	private static boolean precludes(List<ShapeFile> before, ShapeFile first, ShapeFile later) {
		if (!Condition.precludes(first.when(), later.when())) {
			return false;
		}
		if (later.items() == null) {
			return true;
		}
		return (first.items() != null) ? first.items().equals(later.items())
				: before.stream().allMatch((entry) -> entry.items() == null);
	}

	private Shape shape(String place, ShapeFile shape, Items all, Map<String, Coverage> coverage) {
		try {
			ItemRule items = (shape.items() != null) ? this.file.items(place + ".items", all, shape.items()) : null;
			return shape(place, shape, coverage, items, (items != null) ? this.values.of(items) : this.values);
		}
		catch (Mistake ex) {
			throw this.file.wrong(place, String.valueOf(ex.getMessage()), ex.cure());
		}
	}

	/**
	 * @param read compiles what is read of the message, or of each item
	 */
	private Shape shape(String place, ShapeFile shape, Map<String, Coverage> coverage, @Nullable ItemRule items,
			Values read) {
		List<TimeReader> times = ProfileText.orEmpty(shape.time())
			.stream()
			.map((time) -> new TimeReader(read.compile(time.text()), time))
			.toList();
		List<ResourceRule> resources = new ArrayList<>();
		List<ResourceFile> rules = ProfileText.orEmpty(shape.resource());
		for (int i = 0; i < rules.size(); i++) {
			reachable(place, rules, i);
			resources.add(resource(place + ".resource[" + i + "]", rules.get(i), read));
		}
		Map<String, TextReader> references = new LinkedHashMap<>();
		ProfileText.orEmpty(shape.references()).forEach((name, value) -> {
			this.file.word(place + ".references." + name, name);
			references.put(name, read.compile(value));
		});
		Value id = this.file.required(place + ".id", shape.id());
		if (shape.items() != null && !tellsApart(id, shape.items())) {
			throw this.file.wrong(place + ".id",
					"all items of a request have this id, and all but one would be lost as copies",
					"add what tells them apart: {concat: [<this>, {text: \":\"}, {field: /id}]}, or {sha256: body} for the "
							+ "item's hash");
		}
		return new Shape(version(place + ".version", this.file.required(place + ".version", shape.version())),
				this.values.compile(shape.when()), read.compile(id),
				read.compile(this.file.required(place + ".type", shape.type())), read.compile(shape.detail()), times,
				List.copyOf(resources), read.compile(shape.state()), read.compile(shape.sequence()), references, items,
				coverage, (shape.answer() != null) ? this.file.reply(place + ".answer", shape.answer()) : this.answer);
	}

	/**
	 * Whether two items of a request may have different ids.
	 */
	private static boolean tellsApart(Value id, String items) {
		return switch (id) {
			case Value.Field field -> true;
			case Value.BodyHash hash -> true;
			// What stands around an item stands around its neighbours too.
			case Value.Around(String pointer) -> elements(pointer) == elements(items);
			case Value.Concat(List<Value> parts) -> parts.stream().anyMatch((part) -> tellsApart(part, items));
			case Value.First(List<Value> choices) -> choices.stream().allMatch((choice) -> tellsApart(choice, items));
			case Value.Header header -> false;
			case Value.Query query -> false;
			case Value.NameOf name -> false;
			case Value.Config config -> false;
			case Value.Text constant -> false;
		};
	}

	private static long elements(String pointer) {
		return Arrays.stream(pointer.split("/")).filter("*"::equals).count();
	}

	private void reachable(String place, List<ResourceFile> rules, int index) {
		List<String> types = ProfileText.orEmpty(rules.get(index).types());
		for (int i = 0; i < index; i++) {
			TypePatterns earlier = new TypePatterns(ProfileText.orEmpty(rules.get(i).types()));
			Value id = rules.get(i).id();
			boolean taken = earlier.isEmpty() ? id != null && id.isAlwaysThere()
					: !types.isEmpty() && earlier.matchAll(types);
			if (taken) {
				throw this.file.wrong(place + ".resource[" + index + "]",
						"it is never asked: whatever it is for, resource[" + i + "] before it is for",
						"remove it, name other 'types', or put it before that one; several places of one id are a list: id: "
								+ "[{field: /a}, {field: /b}]");
			}
		}
	}

	private String version(String place, String version) {
		if (!version.matches(VERSION_FORM)) {
			throw this.file.wrong(place, "'" + version + "' cannot be a version",
					"use letters, digits, dots, hyphens and underscores: it becomes part of the schema's name");
		}
		return version;
	}

	private ResourceRule resource(String place, ResourceFile rule, Values read) {
		return new ResourceRule(this.file.word(place + ".kind", this.file.required(place + ".kind", rule.kind())),
				read.compile(this.file.required(place + ".id", rule.id())),
				new TypePatterns(List.copyOf(ProfileText.orEmpty(rule.types()))));
	}

}
