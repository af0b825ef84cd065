package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Handshakes.Answer;
import dev.naru.gateway.provider.Handshakes.Challenge;
import dev.naru.gateway.provider.ProfileFile.AnswerFile;
import dev.naru.gateway.provider.ProfileFile.ChallengeFile;
import dev.naru.gateway.provider.ProfileFile.HandshakeFile;
import dev.naru.gateway.provider.ProfileFile.HmacReplyFile;
import dev.naru.gateway.provider.ProfileFile.ResourceFile;
import dev.naru.gateway.provider.ProfileFile.ShapeFile;
import dev.naru.gateway.provider.ProfileFile.VerifyFile;
import dev.naru.gateway.provider.Shape.ResourceRule;
import dev.naru.gateway.provider.Shape.TimeReader;
import dev.naru.gateway.provider.Values.TextReader;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a profile file says as a whole, and turns it into a {@link Profile}.
 */
final class ProfileCompiler {

	private static final String NAME_FORM = "[a-z0-9][a-z0-9-]{0,62}";

	private static final String TYPE_FORM = "[a-z0-9_]+(\\.[a-z0-9_]+)+";

	private static final String VERSION_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	/** No Content and Reset Content (RFC 9110, sections 15.3.5 and 15.3.6). */
	private static final Set<Integer> BODILESS = Set.of(204, 205);

	private static final String WORD_FORM = "[a-z0-9_]+";

	private final Places places;

	private final FieldTree tree = new FieldTree();

	private final Values values = new Values(this.tree);

	ProfileCompiler(Places places) {
		this.places = places;
	}

	Profile compile(String fileName, @Nullable ProfileFile profile) {
		if (profile == null) {
			throw wrong("", "the file is empty", "write a profile; the README shows a whole one");
		}
		String name = required("name", profile.name());
		if (!name.matches(NAME_FORM)) {
			throw wrong("name", "'" + name + "' cannot be the name of a provider",
					"use up to 63 lower-case letters, digits and hyphens");
		}
		if (!name.equals(fileName)) {
			throw wrong("name", "'" + name + "' is not the name of the file",
					"name both alike: rename the file to " + name + ".yaml, or write 'name: " + fileName + "'");
		}
		Map<String, String> types = types(profile.types());
		Set<String> refused = Set.copyOf(orEmpty(profile.refuse()));
		return new Profile(name, accepts(profile), variants(profile), this.tree, handshakes(profile), shapes(profile),
				types, refused, reply("answer", required("answer", profile.answer())));
	}

	private List<BodyFormat> accepts(ProfileFile profile) {
		return List.copyOf(filled("accepts", profile.accepts(), "list what the provider sends: json, form"));
	}

	private List<Variant> variants(ProfileFile profile) {
		List<Variant> variants = new ArrayList<>();
		Set<String> names = new HashSet<>();
		List<VerifyFile> entries = filled("verify", profile.verify(), "state how the provider proves its deliveries");
		for (int i = 0; i < entries.size(); i++) {
			String place = "verify[" + i + "]";
			VerifyFile entry = entries.get(i);
			String name = required(place + ".name", entry.name());
			if (!names.add(name)) {
				throw wrong(place + ".name", "there are two variants '" + name + "'", "give each a name of its own");
			}
			List<Scheme> schemes = entry.schemes();
			if (schemes.size() != 1) {
				throw wrong(place, "a variant has one scheme, and this one has " + schemes.size(),
						"give it one of hmac, digest, asymmetric, token, basic: {}, none: {}");
			}
			variants.add(new Variant(name, entry.when(), Boolean.TRUE.equals(entry.pinnedOnly()),
					proving(place, schemes.get(0))));
		}
		return List.copyOf(variants);
	}

	private Scheme proving(String place, Scheme scheme) {
		switch (scheme) {
			case Scheme.Hmac it -> message(place + ".hmac", it.message(), it.timestamp());
			case Scheme.Asymmetric it -> message(place + ".asymmetric", it.message(), it.timestamp());
			case Scheme.Digest it -> {
				message(place + ".digest", it.message(), it.timestamp());
				if (!it.message().contains(Given.SECRET)) {
					throw wrong(place + ".digest.message", "the secret is not part of it",
							"add 'secret': without it anyone can make the hash");
				}
			}
			case Scheme.Token token -> {
			}
			case Scheme.Basic basic -> {
			}
			case Scheme.None none -> {
			}
		}
		return scheme;
	}

	private void message(String place, List<MessagePart> message, @Nullable Timestamp timestamp) {
		if (!message.contains(Given.BODY)) {
			throw wrong(place + ".message", "the body is not part of it",
					"add 'body': without it whoever has seen one signature can send anything");
		}
		if (message.contains(Given.TIMESTAMP) && timestamp == null) {
			throw wrong(place + ".message", "there is no timestamp to be part of it",
					"say under 'timestamp' where it stands: from, unit, tolerance");
		}
	}

	private Handshakes handshakes(ProfileFile profile) {
		List<Handshakes.Rule> rules = new ArrayList<>();
		Challenge challenge = null;
		List<HandshakeFile> entries = orEmpty(profile.handshakes());
		for (int i = 0; i < entries.size(); i++) {
			String place = "handshakes[" + i + "]";
			HandshakeFile entry = entries.get(i);
			if (Stream.of(entry.reply(), entry.echo(), entry.hmacReply(), entry.challenge())
				.filter(Objects::nonNull)
				.count() != 1) {
				throw wrong(place, "a handshake has one answer",
						"give it one of reply, echo, hmac-reply, challenge, and each answer an entry of its own");
			}
			if (entry.challenge() != null) {
				if (challenge != null || entry.when() != null) {
					throw wrong(place, "there is one challenge, and it has no 'when'",
							"keep one entry with 'challenge' and nothing else");
				}
				challenge = challenge(place, entry.challenge());
			}
			else {
				Condition when = required(place + ".when", entry.when());
				rules.add(new Handshakes.Rule(this.values.compile(when), answer(place, entry)));
			}
		}
		return new Handshakes(List.copyOf(rules), challenge);
	}

	private Challenge challenge(String place, ChallengeFile challenge) {
		return new Challenge(required(place + ".challenge.token-parameter", challenge.tokenParameter()),
				required(place + ".challenge.token-config", challenge.tokenConfig()),
				required(place + ".challenge.echo-parameter", challenge.echoParameter()));
	}

	private Answer answer(String place, HandshakeFile entry) {
		if (entry.reply() != null) {
			return new Answer.Fixed(reply(place + ".reply", entry.reply()));
		}
		if (entry.echo() != null) {
			return new Answer.Echo(this.values.compile(required(place + ".echo.value", entry.echo().value())),
					required(place + ".echo.content-type", entry.echo().contentType()));
		}
		HmacReplyFile hmac = required(place, entry.hmacReply());
		return new Answer.HmacReply(this.values.compile(required(place + ".hmac-reply.value", hmac.value())),
				required(place + ".hmac-reply.token-member", hmac.tokenMember()),
				required(place + ".hmac-reply.hmac-member", hmac.hmacMember()));
	}

	private List<Shape> shapes(ProfileFile profile) {
		List<Shape> shapes = new ArrayList<>();
		List<ShapeFile> entries = filled("read", profile.read(), "say where id and type stand");
		for (int i = 0; i < entries.size(); i++) {
			shapes.add(shape("read[" + i + "]", entries.get(i)));
		}
		return List.copyOf(shapes);
	}

	private Shape shape(String place, ShapeFile shape) {
		List<TimeReader> times = orEmpty(shape.time()).stream()
			.map((time) -> new TimeReader(this.values.compile(time.text()), time))
			.toList();
		List<ResourceRule> resources = new ArrayList<>();
		List<ResourceFile> rules = orEmpty(shape.resource());
		for (int i = 0; i < rules.size(); i++) {
			resources.add(resource(place + ".resource[" + i + "]", rules.get(i)));
		}
		Map<String, TextReader> references = new LinkedHashMap<>();
		orEmpty(shape.references()).forEach((name, value) -> {
			word(place + ".references." + name, name);
			references.put(name, this.values.compile(value));
		});
		return new Shape(version(place + ".version", required(place + ".version", shape.version())),
				this.values.compile(shape.when()), this.values.compile(required(place + ".id", shape.id())),
				this.values.compile(required(place + ".type", shape.type())), times, List.copyOf(resources),
				this.values.compile(shape.state()), this.values.compile(shape.sequence()), references);
	}

	private String version(String place, String version) {
		if (!version.matches(VERSION_FORM)) {
			throw wrong(place, "'" + version + "' cannot be a version",
					"use letters, digits, dots, hyphens and underscores: it becomes part of the schema's name");
		}
		return version;
	}

	private ResourceRule resource(String place, ResourceFile rule) {
		return new ResourceRule(word(place + ".kind", required(place + ".kind", rule.kind())),
				this.values.compile(required(place + ".id", rule.id())), List.copyOf(orEmpty(rule.types())));
	}

	private Map<String, String> types(@Nullable Map<String, String> types) {
		orEmpty(types).forEach((own, canonical) -> {
			if (!canonical.matches(TYPE_FORM)) {
				throw wrong("types." + own, "'" + canonical + "' cannot be a canonical type",
						"write it as <thing>.<what_happened>, such as payment.paid");
			}
		});
		return Map.copyOf(orEmpty(types));
	}

	private Reply reply(String place, AnswerFile answer) {
		int status = required(place + ".status", answer.status());
		if (status < 200 || status > 299) {
			throw wrong(place + ".status", status + " is not a success", "write a status of 200 to 299");
		}
		String body = (answer.body() != null) ? answer.body() : "";
		if (body.isEmpty() != (answer.contentType() == null)) {
			throw wrong(place, "a body and its content type go together", "give 'content-type' and 'body', or neither");
		}
		if (!body.isEmpty() && BODILESS.contains(status)) {
			throw wrong(place, "an answer with status " + status + " has no body",
					"remove 'content-type' and 'body', or write the status 200");
		}
		return new Reply(status, answer.contentType(), body);
	}

	private String word(String place, String word) {
		if (!word.matches(WORD_FORM)) {
			throw wrong(place, "'" + word + "' cannot be a name here",
					"use lower-case letters, digits and underscores");
		}
		return word;
	}

	private <T> T required(String place, @Nullable T value) {
		if (value == null) {
			throw wrong(place, "it is missing", "add it; the README shows a whole profile");
		}
		return value;
	}

	private <T> List<T> filled(String place, @Nullable List<T> list, String cure) {
		if (list == null || list.isEmpty()) {
			throw wrong(place, "it is missing or empty", cure);
		}
		return list;
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
		return (map != null) ? map : Map.of();
	}

	private ConfigurationException wrong(String place, String problem, String cure) {
		return new ConfigurationException(this.places.of(place), problem, cure);
	}

}
