package dev.naru.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder with a profile and its samples, and what the command line says of it.
 */
final class CheckedFolder {

	static final Path EXAMPLE = Path.of("../deploy/profile");

	static final Path BUILT_IN = Path.of("src/main/resources/providers");

	static final Instant NOW = Instant.parse("2026-06-01T00:00:00.789Z");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final Path profile;

	private final Path samples;

	private CheckedFolder(Path folder, String name, String yaml) throws IOException {
		this.profile = Files.writeString(folder.resolve(name + ".yaml"), yaml);
		this.samples = Files.createDirectory(folder.resolve(name + ".samples"));
	}

	/**
	 * The example of the documentation with one of its samples, of which nothing is
	 * expected.
	 */
	static CheckedFolder ofTheExample(Path folder) throws IOException {
		CheckedFolder checked = of(folder, "acme", Files.readString(EXAMPLE.resolve("acme.yaml")));
		Path files = EXAMPLE.resolve("acme.samples");
		Files.copy(files.resolve("application.yaml"), checked.samples.resolve("application.yaml"));
		String request = Files.readString(files.resolve("order-paid.http"));
		checked.sample("order-paid.http", request.substring(request.indexOf("POST ")));
		return checked;
	}

	/**
	 * A profile that comes with the gateway, and a source {@code main} of it.
	 * @param source the keys of the source
	 */
	static CheckedFolder ofBuiltIn(Path folder, String name, String source) throws IOException {
		CheckedFolder checked = of(folder, name, Files.readString(BUILT_IN.resolve(name + ".yaml")));
		checked.source(name, source);
		return checked;
	}

	static CheckedFolder of(Path folder, String name, String yaml) throws IOException {
		return new CheckedFolder(folder, name, yaml);
	}

	void source(String provider, String keys) throws IOException {
		sample("application.yaml",
				"naru:\n  sources:\n    main:\n" + ("provider: " + provider + "\n" + keys).indent(6));
	}

	void sample(String name, String text) throws IOException {
		Files.writeString(this.samples.resolve(name), text);
	}

	Path profile() {
		return this.profile;
	}

	Path sample(String name) {
		return this.samples.resolve(name);
	}

	/**
	 * Checks the profile.
	 * @param more what stands behind it on the command line
	 * @return the exit status
	 */
	int check(String... more) {
		return run(Stream.concat(Stream.of(this.profile.toString()), Stream.of(more)).toArray(String[]::new));
	}

	/**
	 * @param args what stands behind {@code check}
	 * @return the exit status
	 */
	int run(String... args) {
		this.out.reset();
		this.err.reset();
		return new CheckCommand(stream(this.out), stream(this.err), Clock.fixed(NOW, ZoneOffset.UTC))
			.run(Stream.concat(Stream.of(CheckCommand.NAME), Stream.of(args)).toArray(String[]::new));
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

	/**
	 * What the last run printed.
	 */
	String told() {
		return this.out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	/**
	 * What it printed as an error.
	 */
	String complained() {
		return this.err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	/**
	 * What it printed, byte for byte.
	 */
	byte[] printed() {
		return this.out.toByteArray();
	}

	void changeProfile(String right, String wrong) throws IOException {
		change(this.profile, right, wrong);
	}

	void change(String sample, String right, String wrong) throws IOException {
		change(this.samples.resolve(sample), right, wrong);
	}

	private static void change(Path file, String right, String wrong) throws IOException {
		String text = Files.readString(file);
		assertThat(text).contains(right);
		Files.writeString(file, text.replace(right, wrong));
	}

}
