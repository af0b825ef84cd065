package dev.naru.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.naru.gateway.lint.ProfileCheck;
import dev.naru.gateway.provider.Profile;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.Sources;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * {@code check FILE}: the gateway does not start, and tells what it makes of a profile.
 *
 * @param out where it is told
 * @param clock when requests without a date were received
 */
record CheckCommand(PrintStream out, Clock clock) {

	static final String NAME = "check";

	private static final int GOOD = 0;

	private static final int BAD = 1;

	private static final int MISUSED = 2;

	/**
	 * Whether this is what the command line asks for.
	 */
	static boolean isMeant(String... args) {
		return args.length > 0 && args[0].equals(NAME);
	}

	/**
	 * @param args the command line
	 * @return the process's exit status: 0 if all is good, 1 if something is not, 2 if
	 * the command line is wrong
	 */
	int run(String... args) {
		if (args.length != 2) {
			this.out.println("usage: check FILE    FILE is a profile, such as acme.yaml");
			return MISUSED;
		}
		LoggingSystem silent = LoggingSystem.get(CheckCommand.class.getClassLoader());
		silent.beforeInitialize();
		try {
			Path file = Path.of(args[1]);
			ProfileCheck check = new ProfileCheck(file, this.out, this.clock);
			Profile profile = check.profile();
			return check.run(profile, sources(ProfileCheck.samples(file).resolve(ProfileCheck.SOURCES))) ? GOOD : BAD;
		}
		catch (ConfigurationException ex) {
			this.out.println(ex.getMessage());
			this.out.println("  cure        " + ex.cure());
			return BAD;
		}
		finally {
			silent.cleanUp();
		}
	}

	/**
	 * The sources of a file as the gateway's own configuration has them.
	 */
	private static List<Source> sources(Path file) {
		if (!Files.exists(file)) {
			return List.of();
		}
		try {
			List<PropertySource<?>> read = new ConfigurationFileLoader.OfYaml().load(file.toString(),
					new FileSystemResource(file));
			return Sources
				.from(ConfigurationReader.bind(ConfigurationPropertySources.from(read), new StandardEnvironment())
					.sources())
				.all();
		}
		catch (IOException | RuntimeException ex) {
			ConfigurationException told = ConfigurationReader.explain(ex);
			throw new ConfigurationException(file + ", " + told.place(), told.problem(), told.cure());
		}
	}

}
