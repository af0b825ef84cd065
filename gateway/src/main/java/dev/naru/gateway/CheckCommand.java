package dev.naru.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

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
 * @param err where it is told what is wrong with a request that cannot be signed
 * @param clock when requests without a date were received
 */
record CheckCommand(PrintStream out, PrintStream err, Clock clock) {

	static final String NAME = "check";

	private static final String SIGN = "--sign";

	private static final String HEADER = "--header";

	private static final String MESSAGE = "--message";

	private static final String USAGE = """
			usage: check FILE [--message]
			           checks a profile, such as acme.yaml, and runs its sample requests;
			           --message shows of each the message that its signature is checked against
			       check FILE --sign SOURCE BODY [--header 'Name: value']...
			           prints a sample request with the content of the file BODY, signed for SOURCE
			""";

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
		boolean signs = args.length >= 5 && args.length % 2 == 1 && args[2].equals(SIGN)
				&& IntStream.range(0, (args.length - 5) / 2).allMatch((pair) -> args[5 + 2 * pair].equals(HEADER));
		boolean shows = args.length == 3 && args[2].equals(MESSAGE);
		if (!signs && !shows && (args.length != 2 || args[1].startsWith("--"))) {
			this.err.print(USAGE);
			return MISUSED;
		}
		LoggingSystem silent = LoggingSystem.get(CheckCommand.class.getClassLoader());
		silent.beforeInitialize();
		try {
			return signs ? sign(args) : check(Path.of(args[1]), shows);
		}
		catch (ConfigurationException ex) {
			PrintStream to = signs ? this.err : this.out;
			to.println(ex.getMessage());
			to.println("  cure        " + ex.cure());
			return BAD;
		}
		finally {
			silent.cleanUp();
		}
	}

	private int check(Path file, boolean showsMessage) {
		ProfileCheck check = new ProfileCheck(file, this.out, this.clock);
		Profile profile = check.profile();
		return check.run(profile, sources(file), showsMessage) ? GOOD : BAD;
	}

	private int sign(String... args) {
		Path file = Path.of(args[1]);
		List<String> headers = IntStream.range(0, (args.length - 5) / 2)
			.mapToObj((pair) -> args[6 + 2 * pair])
			.toList();
		new ProfileCheck(file, this.out, this.clock).sign(sources(file), args[3], Path.of(args[4]), headers);
		return GOOD;
	}

	/**
	 * The sources beside the samples of a profile.
	 */
	private static List<Source> sources(Path profile) {
		return read(ProfileCheck.samples(profile).resolve(ProfileCheck.SOURCES));
	}

	/**
	 * The sources of a file as the gateway's own configuration has them.
	 */
	private static List<Source> read(Path file) {
		if (!Files.exists(file)) {
			return List.of();
		}
		try {
			List<PropertySource<?>> properties = new ConfigurationFileLoader.OfYaml().load(file.toString(),
					new FileSystemResource(file));
			return Sources
				.from(ConfigurationReader.bind(ConfigurationPropertySources.from(properties), new StandardEnvironment())
					.sources())
				.all();
		}
		catch (IOException | RuntimeException ex) {
			ConfigurationException told = ConfigurationReader.explain(ex);
			throw new ConfigurationException(file + ", " + told.place(), told.problem(), told.cure());
		}
	}

}
