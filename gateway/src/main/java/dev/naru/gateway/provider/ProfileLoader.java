package dev.naru.gateway.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.ConfigurationFile;
import dev.naru.gateway.source.Placeholder;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads profile files, strictly: what it does not understand stops the start.
 */
public final class ProfileLoader {

	private static final YAMLMapper YAML = YAMLMapper.builder(Places.YAML)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
		.annotationIntrospector(
				AnnotationIntrospector.pair(new RequiredUnlessNullable(), new JacksonAnnotationIntrospector()))
		.addModule(ProfileSyntax.module())
		.build();

	private static final String README = "the README shows a whole profile";

	private static final String CORRECT = "correct it there; " + README;

	/** The most bytes that a profile may have. */
	static final int LARGEST = 1 << 20;

	static final String READABLE = "make it a readable text file in YAML";

	private ProfileLoader() {
	}

	/** Opens a file. */
	@FunctionalInterface
	public interface Content {

		/**
		 * @throws IOException if it cannot be opened
		 */
		InputStream open() throws IOException;

	}

	/**
	 * Reads and compiles a profile that comes with the gateway.
	 * @param file the file's whole name, for errors
	 * @param name the provider's name that the file's name promises
	 * @param content the file
	 * @throws ConfigurationException if the file cannot be read, or is not a profile; it
	 * names file, place and cure
	 */
	public static Profile load(String file, String name, Content content) {
		try (InputStream stream = content.open()) {
			return compile(new Places(file, stream.readAllBytes()), name);
		}
		catch (IOException ex) {
			throw new ConfigurationException(file, "the file cannot be read", READABLE);
		}
	}

	/**
	 * Reads and compiles a profile that somebody else wrote.
	 * @param file the file; at most 1 MB is read
	 * @param name the provider's name that the file's name promises
	 * @throws ConfigurationException if the file cannot be read, or is not a profile; it
	 * names file, place and cure
	 */
	public static Profile load(Path file, String name) {
		String place = file.toString();
		return load(place, name, new ConfigurationFile(file, LARGEST).bytes(place, "the file", READABLE));
	}

	static Profile load(String file, String name, byte[] yaml) {
		Places places = new Places(file, yaml);
		inspect(places);
		return compile(places, name);
	}

	/**
	 * Reads and compiles a profile, and tells what is doubtful about it.
	 * @param file the file; at most 1 MB is read
	 * @param name the provider's name that the file's name promises
	 * @throws ConfigurationException if the file cannot be read, or is not a profile; it
	 * names file, place and cure
	 */
	public static CheckedProfile check(Path file, String name) {
		String place = file.toString();
		Places places = new Places(place, new ConfigurationFile(file, LARGEST).bytes(place, "the file", READABLE));
		inspect(places);
		ProfileFile profile = parse(places);
		Profile compiled = new ProfileCompiler(places).compile(name, profile);
		return new CheckedProfile(compiled, (profile != null)
				? new ProfileReview(new ProfileText(places), profile, compiled.variants()).warnings() : List.of());
	}

	/**
	 * Refuses what a profile is not: YAML's aliases, and variables, would otherwise be
	 * read as texts.
	 */
	private static void inspect(Places places) {
		try (JsonParser parser = Places.YAML.createParser(ObjectReadContext.empty(), places.yaml())) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				String line = places.line(parser.currentTokenLocation().getLineNr());
				if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
					throw new ConfigurationException(line, "a profile has no aliases", "write out what it stands for");
				}
				String variable = token.isStructStart() || token.isStructEnd() ? null
						: Placeholder.variable(parser.getString());
				if (variable != null) {
					throw new ConfigurationException(line, "a profile has no variables, and ${" + variable + "} is one",
							"write the value, or take it from the source by {config: …}");
				}
			}
		}
		catch (JacksonException ex) {
			// What is no YAML is told of where the profile is read.
		}
	}

	private static Profile compile(Places places, String name) {
		return new ProfileCompiler(places).compile(name, parse(places));
	}

	/**
	 * @return what the file says, or null if it says nothing
	 */
	private static @Nullable ProfileFile parse(Places places) {
		try (JsonParser parser = YAML.createParser(places.yaml())) {
			ProfileFile profile = (parser.nextToken() != null) ? YAML.readValue(parser, ProfileFile.class) : null;
			if (parser.nextToken() != null) {
				throw new ConfigurationException(places.line(parser.currentLocation().getLineNr()),
						"a second document begins", "write each profile into a file of its own");
			}
			return profile;
		}
		catch (JacksonException ex) {
			throw wrong(places, ex);
		}
	}

	private static ConfigurationException wrong(Places places, JacksonException ex) {
		if (ex.getCause() instanceof MarkedYamlEngineException syntax) {
			return syntax(places, syntax);
		}
		Mistake mistake = switch (ex) {
			case UnrecognizedPropertyException unknown ->
				new Mistake("unknown key '" + unknown.getPropertyName() + "'", known(unknown));
			case StreamConstraintsException large -> new Mistake("it is too long or too deep",
					"write at most 100,000 keys and values, and 50 of them in each other");
			case InvalidNullException missing -> new Mistake("it is missing", "add it, or mend its name; " + README);
			case MismatchedInputException mismatch -> wrongKind(mismatch.getTargetType());
			default -> cause(ex);
		};
		return new ConfigurationException(place(places, ex), String.valueOf(mistake.getMessage()), mistake.cure());
	}

	private static String place(Places places, JacksonException ex) {
		boolean located = !(ex instanceof DatabindException) && ex.getLocation() != null;
		return located ? places.line(ex.getLocation().getLineNr()) : places.of(path(ex));
	}

	private static Mistake cause(JacksonException ex) {
		return switch (ex.getCause()) {
			case Mistake mistake -> mistake;
			case IllegalArgumentException unfit -> new Mistake(String.valueOf(unfit.getMessage()), CORRECT);
			case null, default ->
				new Mistake(ex.getOriginalMessage().lines().findFirst().orElse("it is no profile"), CORRECT);
		};
	}

	private static String known(UnrecognizedPropertyException ex) {
		String keys = ex.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
		return keys.isEmpty() ? "remove it: nothing belongs here" : "use one of " + keys;
	}

	private static Mistake wrongKind(@Nullable Class<?> wanted) {
		if (wanted == String.class) {
			return new Mistake("a text belongs here", "write one word, or a text in quotes");
		}
		if (wanted == Integer.class) {
			return new Mistake("a whole number belongs here", "write it in digits");
		}
		if (wanted == Boolean.class) {
			return new Mistake("a yes or a no belongs here", "write true or false");
		}
		return (wanted != null && Collection.class.isAssignableFrom(wanted))
				? new Mistake("a list belongs here", "write it as [one, two], or each entry behind a dash")
				: new Mistake("keys and values belong here", "write them as {key: value}; " + README);
	}

	private static ConfigurationException syntax(Places places, MarkedYamlEngineException ex) {
		String place = ex.getProblemMark().map((mark) -> places.line(mark.getLine() + 1)).orElse(places.file());
		String context = ex.getContextMark()
			.map((mark) -> ex.getContext() + " from line " + (mark.getLine() + 1) + " on: ")
			.orElse("");
		return new ConfigurationException(place, "this is no YAML, " + context + ex.getProblem(),
				"look for a quote or bracket left open, and for indentation that differs or has tabs");
	}

	private static String path(JacksonException ex) {
		String path = ex.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? "." + step.getPropertyName()
					: "[" + step.getIndex() + "]")
			.collect(Collectors.joining());
		return path.startsWith(".") ? path.substring(1) : path;
	}

}
