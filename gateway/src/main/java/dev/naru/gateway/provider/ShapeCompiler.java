package dev.naru.gateway.provider;

import java.util.ArrayList;
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
			shapes.add(shape("read[" + i + "]", entries.get(i), items,
					EventCoverage.of(this.variants, entries.subList(0, i + 1), entries.get(i))));
		}
		return List.copyOf(shapes);
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
			resources.add(resource(place + ".resource[" + i + "]", rules.get(i), read));
		}
		Map<String, TextReader> references = new LinkedHashMap<>();
		ProfileText.orEmpty(shape.references()).forEach((name, value) -> {
			this.file.word(place + ".references." + name, name);
			references.put(name, read.compile(value));
		});
		return new Shape(version(place + ".version", this.file.required(place + ".version", shape.version())),
				this.values.compile(shape.when()), read.compile(this.file.required(place + ".id", shape.id())),
				read.compile(this.file.required(place + ".type", shape.type())), read.compile(shape.detail()), times,
				List.copyOf(resources), read.compile(shape.state()), read.compile(shape.sequence()), references, items,
				coverage, (shape.answer() != null) ? this.file.reply(place + ".answer", shape.answer()) : this.answer);
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
