package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.naru.gateway.testkit.Signed;

/**
 * A gateway, or several, with more of something.
 *
 * @param name what there is more of
 * @param topic the topic of the events, for them alone
 * @param gateways how many gateways share the load
 * @param sources how many sources they have
 * @param profiles how many profiles of the operator's own those use; 0 for the one that
 * is built in
 * @param remembered how many events duplicates are told by at most
 */
record Growth(String name, String topic, int gateways, int sources, int profiles, int remembered) {

	static final List<Growth> ALL = List.of(new Growth(GrowthBench.PLAIN, "plain", 1, 1, 0, 1_000_000),
			new Growth("10 sources", "sources-10", 1, 10, 0, 1_000_000),
			new Growth("1,000 sources", "sources-1000", 1, 1000, 0, 1_000_000),
			new Growth("50 sources, each with a profile of its own", "profiles-50", 1, 50, 50, 1_000_000),
			new Growth("no deduplication", "forgetful", 1, 1, 0, 0),
			new Growth("2 gateways", "gateways-2", 2, 1, 0, 1_000_000),
			new Growth("3 gateways", "gateways-3", 3, 1, 0, 1_000_000));

	private static final Path BUILT_IN = Path.of("src", "main", "resources", "providers", "portone.yaml");

	/**
	 * Where one of its sources is found.
	 */
	String path() {
		return (this.sources == 1) ? Launch.SOURCE : Launch.SOURCE + "-1";
	}

	/**
	 * Writes its configuration down.
	 * @return what the gateway is told of it
	 */
	List<String> settings(Path directory) throws IOException {
		Path folder = Files.createDirectories(directory.resolve("providers"));
		String profile = Files.readString(BUILT_IN);
		for (int i = 1; i <= this.profiles; i++) {
			Files.writeString(folder.resolve("own-" + i + ".yaml"),
					profile.replace("name: portone\n", "name: own-" + i + "\n"));
		}
		StringBuilder yaml = new StringBuilder("naru:\n  sources:\n");
		for (int i = 1; i <= this.sources; i++) {
			yaml.append("    ")
				.append((this.sources == 1) ? Launch.SOURCE : Launch.SOURCE + "-" + i)
				.append(": {provider: ")
				.append((this.profiles > 0) ? "own-" + ((i - 1) % this.profiles + 1) : "portone")
				.append(", topic: ")
				.append(this.topic)
				.append(", secrets: [")
				.append(Signed.STANDARD_SECRET)
				.append("]}\n");
		}
		Path configuration = Files.writeString(directory.resolve("application.yaml"), yaml);
		return List.of("--spring.config.additional-location=file:" + configuration,
				"--naru.providers.locations=" + folder, "--naru.deduplication.max-entries=" + this.remembered);
	}

}
