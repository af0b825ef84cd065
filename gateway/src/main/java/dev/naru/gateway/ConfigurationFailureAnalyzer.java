package dev.naru.gateway;

import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says where a faulty configuration stands, what is wrong with it, and how to mend it.
 */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

	private final @Nullable Environment environment;

	/**
	 * @param environment what was configured, or null if it could not be read
	 */
	ConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
		String where = (this.environment != null) ? origin(this.environment, cause.place()) : null;
		return new FailureAnalysis(
				"The configuration cannot be used.\n\n    " + cause.getMessage()
						+ ((where != null) ? "\n    (" + where + ")" : ""),
				"At " + cause.place() + ": " + cause.cure() + ".", cause);
	}

	/**
	 * Where a key, or else its neighbours, are configured.
	 * @return for example {@code file [application.yaml] - 5:7}, or null if nothing of
	 * the kind is configured
	 */
	static @Nullable String origin(Environment environment, String key) {
		if (!ConfigurationPropertyName.isValid(key)) {
			return null;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		return Stream.of(name, name.getParent())
			.flatMap((wanted) -> Stream.concat(configured(environment, wanted), below(environment, wanted)))
			.map(ConfigurationProperty::getOrigin)
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.findFirst()
			.orElse(null);
	}

	private static Stream<ConfigurationProperty> configured(Environment environment, ConfigurationPropertyName name) {
		return sources(environment).map((source) -> source.getConfigurationProperty(name)).filter(Objects::nonNull);
	}

	private static Stream<ConfigurationProperty> below(Environment environment, ConfigurationPropertyName name) {
		return sources(environment).filter(IterableConfigurationPropertySource.class::isInstance)
			.map(IterableConfigurationPropertySource.class::cast)
			.flatMap((source) -> source.stream()
				.filter(name::isAncestorOf)
				.map(source::getConfigurationProperty)
				.filter(Objects::nonNull));
	}

	private static Stream<ConfigurationPropertySource> sources(Environment environment) {
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false);
	}

}
