package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a profile file says as a whole, and turns it into a {@link Profile}.
 */
final class ProfileCompiler {

	private static final String NAME_FORM = "[a-z0-9][a-z0-9-]{0,62}";

	private static final String TYPE_FORM = "[a-z0-9_]+(\\.[a-z0-9_]+)+";

	/**
	 * Types begin with it that only the gateway gives, such as that of quarantined
	 * records.
	 */
	private static final String RESERVED = "naru";

	private static final Duration USUAL_WINDOW = Duration.ofHours(24);

	private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

	private final ProfileText file;

	ProfileCompiler(Places places) {
		this.file = new ProfileText(places);
	}

	Profile compile(String fileName, @Nullable ProfileFile profile) {
		if (profile == null) {
			throw this.file.wrong("", "the file is empty", "write a profile; the README shows a whole one");
		}
		String name = this.file.required("name", profile.name());
		if (!name.matches(NAME_FORM)) {
			throw this.file.wrong("name", "'" + name + "' cannot be the name of a provider",
					"use up to 63 lower-case letters, digits and hyphens");
		}
		if (name.equals(RESERVED)) {
			throw this.file.wrong("name", "'naru' is the gateway's own name", "name the profile after the provider");
		}
		if (!name.equals(fileName)) {
			throw this.file.wrong("name", "'" + name + "' is not the name of the file",
					"name both alike: rename the file to " + name + ".yaml, or write 'name: " + fileName + "'");
		}
		Bodies bodies = bodies(profile);
		FieldTree tree = new FieldTree();
		Values values = new Values(tree);
		Map<String, String> types = types(profile.types());
		TypePatterns refused = new TypePatterns(List.copyOf(ProfileText.orEmpty(profile.refuse())));
		Reply answer = this.file.reply("answer", this.file.required("answer", profile.answer()));
		List<Variant> variants = new VerifyCompiler(this.file, bodies).compile(profile);
		Handshakes handshakes = new HandshakeCompiler(this.file, values).compile(profile);
		Normalizer normalizer = new Normalizer(name,
				new ShapeCompiler(this.file, values, answer, variants).compile(profile), types, refused);
		return new Profile(name, bodies, variants, tree, values.beside(), handshakes, normalizer, values.configWords(),
				window(profile.duplicateWindow()), answer, (profile.answerUnreadable() != null)
						? this.file.lastWord("answer-unreadable", profile.answerUnreadable()) : answer);
	}

	private Bodies bodies(ProfileFile profile) {
		List<BodyFormat> formats = this.file.filled("accepts", profile.accepts(),
				"list what the provider sends: json, form");
		if (profile.charset() != null && formats.stream().noneMatch(BodyFormat.FormEncoded.class::isInstance)) {
			throw this.file.wrong("charset", "only forms have a charset, and the provider sends none",
					"remove it: JSON is always in UTF-8");
		}
		return new Bodies(List.copyOf(formats),
				(profile.charset() != null) ? profile.charset() : StandardCharsets.UTF_8);
	}

	private Duration window(@Nullable Duration window) {
		if (window == null) {
			return USUAL_WINDOW;
		}
		if (!window.equals(window.truncatedTo(ChronoUnit.SECONDS)) || window.compareTo(LONGEST_WINDOW) > 0) {
			throw this.file.wrong("duplicate-window", "it is not in whole seconds, or longer than seven days",
					"write 0s to 168h, such as 24h; 0s passes duplicates on");
		}
		return window;
	}

	private Map<String, String> types(@Nullable Map<String, String> types) {
		ProfileText.orEmpty(types).forEach((own, canonical) -> {
			if (!canonical.matches(TYPE_FORM)) {
				throw this.file.wrong("types." + own, "'" + canonical + "' cannot be a canonical type",
						"write it as <thing>.<what_happened>, such as payment.paid");
			}
			if (own.contains("*")) {
				throw this.file.wrong("types." + own,
						"there are no wildcards here: '" + own + "' is taken to the letter",
						"write out each type; one that is not named passes as <provider>.<its own name>");
			}
			if (canonical.startsWith(RESERVED + ".")) {
				throw this.file.wrong("types." + own, "'" + canonical + "' is the gateway's own",
						"write it as <thing>.<what_happened>, such as payment.paid");
			}
		});
		return Map.copyOf(ProfileText.orEmpty(types));
	}

}
