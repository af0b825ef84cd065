package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.ProfileFile.ResourceFile;
import dev.naru.gateway.provider.ProfileFile.ShapeFile;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Variant;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;

/**
 * Review of a profile that compiles: whether its events say what the catalogue says, and
 * whether ids and types are signed. A provider may leave no choice, so these are
 * warnings, and none stops a start.
 *
 * @param file where the places are
 * @param profile the profile as it is written
 * @param variants what proves its messages
 */
record ProfileReview(ProfileText file, ProfileFile profile, List<Variant> variants) {

	List<Warning> warnings() {
		Set<Warning> warnings = new LinkedHashSet<>();
		unsigned(warnings);
		Map<String, EventType> catalogue = Schemas.eventTypes()
			.stream()
			.collect(Collectors.toMap(EventType::type, Function.identity()));
		ProfileText.orEmpty(this.profile.types()).forEach((own, canonical) -> {
			EventType type = catalogue.get(canonical);
			if (type == null) {
				warnings.add(this.file.warning("types." + own, "'" + canonical + "' is no type of the catalogue",
						known(canonical.split("\\.", 2)[0])
								+ "; without the line it passes as <provider>.<its own name>"));
			}
			else {
				kinds(own, type, warnings);
			}
		});
		return List.copyOf(warnings);
	}

	private static String known(String kind) {
		String types = Schemas.eventTypes()
			.stream()
			.filter((type) -> type.kind().equals(kind))
			.map(EventType::type)
			.collect(Collectors.joining(", "));
		return types.isEmpty() ? "write one that stands in schemas/EVENTS.md" : "write one of " + types;
	}

	/**
	 * What is read beside the body and is not signed, where anything is.
	 */
	private void unsigned(Set<Warning> warnings) {
		List<ShapeFile> shapes = ProfileText.orEmpty(this.profile.read());
		for (int i = 0; i < shapes.size(); i++) {
			ShapeFile shape = shapes.get(i);
			String id = open((coverage) -> coverage.identifies(shape.id()));
			String type = open((coverage) -> shape.type() == null || coverage.covers(shape.type()));
			if (!id.isEmpty()) {
				warnings.add(this.file.warning("read[" + i + "].id", "the id is read from what is not signed by " + id,
						"take it from the body, or put the body's hash beside it: {concat: [<this>, {text: \":\"}, {sha256: "
								+ "body}]}; where the provider documents just this one, leave it: such events say "
								+ "'coverage: body_only'"));
			}
			if (!type.isEmpty()) {
				warnings.add(this.file.warning("read[" + i + "].type",
						"the type is read from what is not signed by " + type,
						"take it from the body; where the provider writes it nowhere else, leave it: such events say "
								+ "'coverage: body_only'"));
			}
		}
	}

	/**
	 * The variants that sign, and leave something open.
	 */
	private String open(Predicate<EventCoverage> closed) {
		return this.variants.stream()
			.filter((variant) -> variant.scheme() instanceof Scheme.Signed && !closed.test(new EventCoverage(variant)))
			.map((variant) -> "'" + variant.name() + "'")
			.collect(Collectors.joining(" and "));
	}

	/**
	 * A type is about what the catalogue says in some entry at least, and wherever a
	 * resource names it.
	 */
	private void kinds(String own, EventType type, Set<Warning> warnings) {
		List<Warning> doubts = new ArrayList<>();
		boolean decided = false;
		List<ShapeFile> shapes = ProfileText.orEmpty(this.profile.read());
		for (int i = 0; i < shapes.size(); i++) {
			List<ResourceFile> rules = ProfileText.orEmpty(shapes.get(i).resource());
			boolean named = false;
			for (int j = 0; j < rules.size() && !named; j++) {
				List<String> types = ProfileText.orEmpty(rules.get(j).types());
				String kind = String.valueOf(rules.get(j).kind());
				named = names(types, own);
				boolean right = type.subjects().contains(kind);
				decided |= named || (right && types.isEmpty());
				if (!right && (named || types.isEmpty())) {
					(named ? warnings : doubts).add(mismatch("read[" + i + "].resource[" + j + "].kind", kind, type));
				}
			}
		}
		if (!decided) {
			warnings.add(!doubts.isEmpty() ? doubts.get(0)
					: this.file.warning("types." + own, "no 'resource' says what it is about",
							"add {kind: " + type.kind() + ", id: …} to 'resource' of the entry that reads it"));
		}
	}

	private static boolean names(List<String> types, String own) {
		TypePatterns patterns = new TypePatterns(types);
		for (String type = own; !type.isEmpty(); type = type.substring(0, Math.max(0, type.lastIndexOf('/')))) {
			if (patterns.match(type)) {
				return true;
			}
		}
		return false;
	}

	private Warning mismatch(String place, String kind, EventType type) {
		return this.file.warning(place,
				"it is '" + kind + "', and the catalogue says that " + type.type() + " is about '"
						+ String.join("' or '", type.subjects()) + "'",
				"write that kind and read its id, or give the type one of the catalogue's whose subject is '" + kind
						+ "'");
	}

}
