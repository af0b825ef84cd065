package dev.naru.gateway.provider;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

import dev.naru.gateway.source.ConfigurationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads profile files, strictly: what it does not understand stops the start.
 */
public final class ProfileLoader {

	private static final YAMLMapper YAML = YAMLMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
		.addModule(ProfileSyntax.module())
		.build();

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
	 * Reads and compiles one profile.
	 * @param file the file's whole name, for errors
	 * @param name the provider's name that the file's name promises
	 * @param content the file
	 * @throws ConfigurationException if the file cannot be read, or is not a profile; it
	 * names file, place and cure
	 */
	public static Profile load(String file, String name, Content content) {
		try (InputStream stream = content.open()) {
			return new ProfileCompiler(file).compile(name, YAML.readValue(stream, ProfileFile.class));
		}
		catch (UnrecognizedPropertyException ex) {
			throw new ConfigurationException(place(file, ex), "unknown key '" + ex.getPropertyName() + "'",
					"use one of " + ex.getKnownPropertyIds()
						.stream()
						.map(String::valueOf)
						.sorted()
						.collect(Collectors.joining(", ")));
		}
		catch (JacksonException ex) {
			Throwable cause = (ex.getCause() instanceof IllegalArgumentException) ? ex.getCause() : null;
			throw new ConfigurationException(place(file, ex),
					(cause != null) ? String.valueOf(cause.getMessage()) : firstLine(ex.getOriginalMessage()),
					"correct it there; the README shows a whole profile");
		}
		catch (IOException ex) {
			throw new ConfigurationException(file, "the file cannot be read", "make it a readable text file in YAML");
		}
	}

	private static String place(String file, JacksonException ex) {
		String path = ex.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? "." + step.getPropertyName()
					: "[" + step.getIndex() + "]")
			.collect(Collectors.joining());
		int line = (ex.getLocation() != null) ? ex.getLocation().getLineNr() : -1;
		return file + ((line > 0) ? ", line " + line : "") + (path.isEmpty() ? "" : ", " + path.substring(1));
	}

	private static String firstLine(String message) {
		return message.lines().findFirst().orElse("it is not a profile");
	}

}
