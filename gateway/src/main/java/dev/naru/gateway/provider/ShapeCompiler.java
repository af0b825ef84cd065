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

/**
 * Compiles the section {@code read}.
 *
 * @param file where mistakes are told
 * @param values compiles what the shapes read
 */
record ShapeCompiler(ProfileText file, Values values) {

	private static final String VERSION_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	List<Shape> compile(ProfileFile profile) {
		List<Shape> shapes = new ArrayList<>();
		List<ShapeFile> entries = this.file.filled("read", profile.read(), "say where id and type stand");
		for (int i = 0; i < entries.size(); i++) {
			shapes.add(shape("read[" + i + "]", entries.get(i)));
		}
		return List.copyOf(shapes);
	}

	private Shape shape(String place, ShapeFile shape) {
		List<TimeReader> times = ProfileText.orEmpty(shape.time())
			.stream()
			.map((time) -> new TimeReader(this.values.compile(time.text()), time))
			.toList();
		List<ResourceRule> resources = new ArrayList<>();
		List<ResourceFile> rules = ProfileText.orEmpty(shape.resource());
		for (int i = 0; i < rules.size(); i++) {
			resources.add(resource(place + ".resource[" + i + "]", rules.get(i)));
		}
		Map<String, TextReader> references = new LinkedHashMap<>();
		ProfileText.orEmpty(shape.references()).forEach((name, value) -> {
			this.file.word(place + ".references." + name, name);
			references.put(name, this.values.compile(value));
		});
		return new Shape(version(place + ".version", this.file.required(place + ".version", shape.version())),
				this.values.compile(shape.when()), this.values.compile(this.file.required(place + ".id", shape.id())),
				this.values.compile(this.file.required(place + ".type", shape.type())),
				this.values.compile(shape.detail()), times, List.copyOf(resources), this.values.compile(shape.state()),
				this.values.compile(shape.sequence()), references);
	}

	private String version(String place, String version) {
		if (!version.matches(VERSION_FORM)) {
			throw this.file.wrong(place, "'" + version + "' cannot be a version",
					"use letters, digits, dots, hyphens and underscores: it becomes part of the schema's name");
		}
		return version;
	}

	private ResourceRule resource(String place, ResourceFile rule) {
		return new ResourceRule(this.file.word(place + ".kind", this.file.required(place + ".kind", rule.kind())),
				this.values.compile(this.file.required(place + ".id", rule.id())),
				new TypePatterns(List.copyOf(ProfileText.orEmpty(rule.types()))));
	}

}
