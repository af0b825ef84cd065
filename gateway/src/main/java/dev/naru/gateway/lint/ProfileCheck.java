package dev.naru.gateway.lint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.CheckedProfile;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.Profile;
import dev.naru.gateway.provider.ProfileLoader;
import dev.naru.gateway.provider.Warning;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.ConfigurationFile;
import dev.naru.gateway.source.Source;

/**
 * Checks a profile file, shows what its sample requests are to the gateway, and makes new
 * ones.
 *
 * @param file the profile
 * @param out where it is told
 * @param clock when requests without a date were received
 */
public record ProfileCheck(Path file, PrintStream out, Clock clock) {

	private static final String ENDING = ".yaml";

	private static final String REQUEST = ".http";

	/** The sources that the sample requests are sent to, as the gateway is told them. */
	public static final String SOURCES = "application.yaml";

	/**
	 * Where the samples of a profile are: in a folder beside it.
	 */
	public static Path samples(Path file) {
		return file.toAbsolutePath().resolveSibling(provider(file) + ".samples");
	}

	private static String provider(Path file) {
		String name = String.valueOf(file.getFileName());
		return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
	}

	/**
	 * Checks the file alone, and tells what is doubtful about it.
	 * @return the profile
	 * @throws ConfigurationException if it is none
	 */
	public Profile profile() {
		CheckedProfile checked = ProfileLoader.check(this.file, provider(this.file));
		List<Warning> warnings = checked.warnings();
		this.out.println(this.file + ": reads well" + (requests().isEmpty() ? "; nothing was tried" : "")
				+ (warnings.isEmpty() ? "" : "; " + count(warnings.size(), "warning")));
		warnings.forEach((warning) -> {
			this.out.println(Rehearsal.line("warning", warning.place() + ": " + warning.problem()));
			this.out.println(Rehearsal.line("cure", warning.cure()));
		});
		return checked.profile();
	}

	/**
	 * Runs the sample requests.
	 * @param profile the profile
	 * @param sources where the requests go
	 * @param showsMessage whether the message that is signed is told of each
	 * @return whether each is what it is expected to be; if nothing is expected, genuine
	 * and what the profile knows
	 * @throws ConfigurationException if a sample is no request, or a source lacks what
	 * the profile needs
	 */
	public boolean run(Profile profile, List<Source> sources, boolean showsMessage) {
		List<Path> requests = requests();
		if (requests.isEmpty()) {
			this.out.println("No sample requests: " + samples(this.file) + " holds no " + REQUEST
					+ " files. gateway/PROFILES.md says how to write them.");
			return true;
		}
		Endpoints endpoints = Endpoints.of(sources, Map.of(profile.name(), profile));
		int bad = 0;
		for (Path request : requests) {
			this.out.println();
			this.out.println(request.getFileName());
			SampleRequest.Sample sample = SampleRequest.read(request, this.clock);
			Endpoint endpoint = endpoint(endpoints, sample.delivery().source().value(), request.toString());
			if (!tell(sample.expectations(), new Rehearsal(endpoint, showsMessage).run(sample.delivery()))) {
				bad++;
			}
		}
		this.out.println();
		this.out.println((bad == 0) ? count(requests.size(), "sample") + ", as expected"
				: bad + " of " + count(requests.size(), "sample") + " not as expected");
		return bad == 0;
	}

	/**
	 * @return whether it is as expected
	 */
	private boolean tell(List<Expectation> expected, SampleResult found) {
		found.told().forEach(this.out::println);
		List<Map.Entry<String, String>> differences = expected.isEmpty() ? List.of()
				: Expectation.compare(expected, found);
		boolean good = expected.isEmpty() ? found.good() : differences.isEmpty();
		if (!good || expected.isEmpty()) {
			found.advice().forEach(this.out::println);
		}
		if (!expected.isEmpty() && good) {
			this.out.println(Rehearsal.line("as expected",
					expected.stream().map(Expectation::text).collect(Collectors.joining("; "))));
		}
		differences.forEach((difference) -> {
			this.out.println(Rehearsal.line("expected", difference.getKey()));
			this.out.println(Rehearsal.line("found", difference.getValue()));
		});
		return good;
	}

	/**
	 * Prints a sample request of a body, proven as the provider would prove it.
	 * @param sources those that it may go to
	 * @param source the one that it goes to
	 * @param body the file of the body
	 * @param headers further header fields, as {@code Name: value}
	 * @throws ConfigurationException if the profile is none, if there is no such source
	 * or file, or if it cannot be proven here
	 */
	public void sign(List<Source> sources, String source, Path body, List<String> headers) {
		Profile profile = ProfileLoader.load(this.file, provider(this.file));
		Endpoint endpoint = endpoint(Endpoints.of(sources, Map.of(profile.name(), profile)), source, "--sign");
		byte[] content = new ConfigurationFile(body, SampleRequest.LARGEST).bytes(body.toString(), "the file",
				"make it readable");
		this.out.writeBytes(new SampleSigner(endpoint, this.clock.instant()).sign(content, headers));
		this.out.flush();
	}

	private static Endpoint endpoint(Endpoints endpoints, String source, String place) {
		Endpoint endpoint = endpoints.find(source);
		if (endpoint == null) {
			throw new ConfigurationException(place, "there is no source '" + source + "'",
					"add it to " + SOURCES + " in the folder of the samples, or correct the name");
		}
		return endpoint;
	}

	private static String count(int number, String what) {
		return number + " " + what + ((number == 1) ? "" : "s");
	}

	private List<Path> requests() {
		Path folder = samples(this.file);
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((request) -> request.toString().endsWith(REQUEST)).sorted().toList();
		}
		catch (IOException ex) {
			throw new ConfigurationException(folder.toString(), "the folder cannot be read", "make it readable");
		}
	}

}
