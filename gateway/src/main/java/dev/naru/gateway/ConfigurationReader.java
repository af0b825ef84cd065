package dev.naru.gateway;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.OwnProfiles;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Placeholder;
import dev.naru.gateway.source.Sources;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the configuration again, just as the start did: the same places in the same
 * order, with the same command line and environment. No message of its holds a value, for
 * any may be a secret.
 */
final class ConfigurationReader {

	/** Spring leaves a placeholder as it is where there is no value for it. */
	private static final PropertyPlaceholderHelper ALL_VARIABLES_ARE_SET = new PropertyPlaceholderHelper(
			SystemPropertyUtils.PLACEHOLDER_PREFIX, SystemPropertyUtils.PLACEHOLDER_SUFFIX,
			SystemPropertyUtils.VALUE_SEPARATOR, SystemPropertyUtils.ESCAPE_CHARACTER, false);

	private final ConfigurableEnvironment started;

	/**
	 * @param started the environment of the start
	 */
	ConfigurationReader(ConfigurableEnvironment started) {
		this.started = started;
	}

	/**
	 * The configuration at one moment.
	 *
	 * @param properties everything under {@code naru}
	 * @param sources the sources, with the secrets that their files hold
	 * @param profiles the operator's profiles
	 */
	record Configuration(NaruProperties properties, Sources sources, OwnProfiles profiles) {
	}

	/**
	 * What stands in the files now.
	 * @throws ConfigurationException if it cannot be read; it names key or file and the
	 * cure
	 */
	Configuration read() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		try {
			load(environment.getPropertySources());
			ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(),
					new DefaultBootstrapContext());
			ConfigurationPropertySources.attach(environment);
			NaruProperties properties = bind(environment);
			return new Configuration(properties, Sources.from(properties.sources()),
					OwnProfiles.read(properties.providers().locations()));
		}
		catch (RuntimeException ex) {
			throw located(environment, explain(ex));
		}
	}

	/**
	 * What stands under {@code naru}; a key that the gateway does not know is a fault.
	 * @throws ConfigurationException if a value names a variable that is not set
	 */
	static NaruProperties bind(ConfigurableEnvironment environment) {
		return bind(ConfigurationPropertySources.get(environment), environment);
	}

	/**
	 * The same of certain sources.
	 * @param environment where variables have their values
	 */
	static NaruProperties bind(Iterable<ConfigurationPropertySource> sources, ConfigurableEnvironment environment) {
		Binder binder = new Binder(sources,
				new PropertySourcesPlaceholdersResolver(environment.getPropertySources(), ALL_VARIABLES_ARE_SET));
		try {
			return binder.bindOrCreate("naru", Bindable.of(NaruProperties.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		}
		catch (BindException ex) {
			if (ex.getCause() instanceof PlaceholderResolutionException unset) {
				throw Placeholder.unset(ex.getName().toString(), unset.getPlaceholder());
			}
			throw ex;
		}
	}

	/**
	 * All that did not come out of files.
	 */
	private void load(MutablePropertySources sources) {
		Stream
			.of(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
			.forEach(sources::remove);
		for (PropertySource<?> source : this.started.getPropertySources()) {
			boolean ofFile = source instanceof OriginTrackedMapPropertySource
					|| source instanceof ConfigTreePropertySource;
			if (!ofFile && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
				sources.addLast(source);
			}
		}
	}

	/**
	 * Says of a failure to read or bind what is to be done about it.
	 */
	static ConfigurationException explain(Exception failure) {
		ConfigurationException told = new ConfigurationException("spring.config",
				"the configuration cannot be read (" + failure.getClass().getSimpleName() + ")",
				"see that its files are there and can be read");
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			told = Objects.requireNonNullElse(known(cause), told);
		}
		return told;
	}

	private static @Nullable ConfigurationException known(Throwable failure) {
		return switch (failure) {
			case ConfigurationException known -> known;
			case UnboundConfigurationPropertiesException unknown -> new ConfigurationException("naru",
					"the configuration has keys that the gateway does not know: " + unknown.getUnboundProperties()
						.stream()
						.map((property) -> property.getName() + " (" + property.getOrigin() + ")")
						.collect(Collectors.joining(", ")),
					"correct or remove them");
			case MarkedYAMLException yaml -> YamlBudget.syntax("a YAML file", yaml);
			case BindException bind -> new ConfigurationException(bind.getName().toString(),
					"the value is not of the right kind", "write a value of the right kind");
			default -> null;
		};
	}

	/**
	 * Names the file too, where the key alone is known.
	 */
	private static ConfigurationException located(ConfigurableEnvironment environment, ConfigurationException ex) {
		String origin = ConfigurationFailureAnalyzer.origin(environment, ex.place());
		return (origin != null) ? new ConfigurationException(ex.place() + " (" + origin + ")", ex.problem(), ex.cure())
				: ex;
	}

}
