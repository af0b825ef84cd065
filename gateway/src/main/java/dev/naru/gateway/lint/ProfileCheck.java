package dev.naru.gateway.lint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.Profile;
import dev.naru.gateway.provider.ProfileLoader;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;

/**
 * Checks a profile file, and shows what its sample requests are to the gateway.
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
	 * Checks the file alone.
	 * @return the profile
	 * @throws ConfigurationException if it is none
	 */
	public Profile profile() {
		Profile profile = ProfileLoader.load(this.file, provider(this.file));
		this.out.println(this.file + ": a good profile");
		return profile;
	}

	/**
	 * Runs the sample requests.
	 * @param profile the profile
	 * @param sources where the requests go
	 * @return whether each is genuine, and what the profile knows
	 * @throws ConfigurationException if a sample is no request, or a source lacks what
	 * the profile needs
	 */
	public boolean run(Profile profile, List<Source> sources) {
		List<Path> requests = requests();
		if (requests.isEmpty()) {
			this.out.println("No sample requests: " + samples(this.file) + " holds no " + REQUEST
					+ " files. gateway/PROFILES.md says how to write them.");
			return true;
		}
		Endpoints endpoints = Endpoints.of(sources, Map.of(profile.name(), profile));
		boolean good = true;
		for (Path request : requests) {
			this.out.println();
			this.out.println(request.getFileName());
			good &= run(SampleRequest.read(request, this.clock), endpoints, request);
		}
		return good;
	}

	private boolean run(Delivery delivery, Endpoints endpoints, Path request) {
		Endpoint endpoint = endpoints.find(delivery.source().value());
		if (endpoint == null) {
			throw new ConfigurationException(request.toString(), "there is no source '" + delivery.source() + "'",
					"add it to " + SOURCES + " in the same folder, or correct the path of the request");
		}
		return new Rehearsal(endpoint, this.out).run(delivery);
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
