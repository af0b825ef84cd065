package dev.naru.gateway.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import dev.naru.gateway.testkit.Signed;
import org.springframework.util.FileSystemUtils;

/**
 * AOT caches of gateway and broker: a process that is killed every few seconds has to
 * start quickly. On a JDK before 25 they start as they always do.
 *
 * @param gateway how a gateway is started
 * @param broker how a broker is started
 */
record StartCache(Java gateway, Java broker) {

	private static final int FIRST_JDK = 25;

	private static final int TRAINING_CONNECTIONS = 4;

	private static final Duration TRAINING = Duration.ofSeconds(5);

	/** They write their caches when they are asked to stop. */
	private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(10);

	static StartCache none() {
		return new StartCache(Java.SMALL, Java.SMALL);
	}

	/**
	 * Makes them by starting a broker and a gateway once, unless the folder has those of
	 * this very code.
	 * @param directory what they are kept in
	 */
	static StartCache in(Path directory) throws IOException {
		if (Runtime.version().feature() < FIRST_JDK) {
			return none();
		}
		Path made = directory.resolve("made");
		String code = code();
		if (!Files.exists(made) || !Files.readString(made).equals(code)) {
			FileSystemUtils.deleteRecursively(directory);
			Files.createDirectories(directory);
			train(directory);
			Files.writeString(made, code);
		}
		Java java = java(directory);
		return new StartCache(java.with("-XX:AOTCache=" + cache(directory, "gateway")),
				java.with("-XX:AOTCache=" + cache(directory, "broker")));
	}

	private static void train(Path directory) throws IOException {
		for (Map.Entry<Path, Path> folder : jars(directory).entrySet()) {
			jar(folder.getKey(), folder.getValue());
		}
		Java java = java(directory);
		try (Brokers brokers = new Brokers(directory, 1, java.with("-XX:AOTCacheOutput=" + cache(directory, "broker")));
				Gateway gateway = new Gateway(directory.resolve("gateway"),
						java.with("-XX:AOTCacheOutput=" + cache(directory, "gateway")),
						List.of("--spring.kafka.bootstrap-servers=" + brokers.bootstrapServers(),
								"--naru.publication.topics.replication-factor=1",
								"--naru.sources.training.provider=portone",
								"--naru.sources.training.secrets=" + Signed.STANDARD_SECRET))) {
			gateway.awaitReady();
			new Barrage(gateway.port(), TRAINING_CONNECTIONS, new Payments("training"))
				.closed(Barrage.during(TRAINING));
			gateway.stop(WRITTEN_WITHIN);
			brokers.stop(0, WRITTEN_WITHIN);
		}
	}

	private static Path cache(Path directory, String name) {
		return directory.resolve(name + ".aot").toAbsolutePath();
	}

	/**
	 * A cache knows classes in jars alone.
	 */
	private static Java java(Path directory) {
		Map<Path, Path> jars = jars(directory);
		return new Java(classPath().filter(Files::exists)
			.map((entry) -> jars.getOrDefault(entry, entry).toString())
			.collect(Collectors.joining(File.pathSeparator)), Java.SMALL.flags());
	}

	private static Stream<Path> classPath() {
		return Stream.of(Java.SMALL.classPath().split(File.pathSeparator)).map(Path::of);
	}

	/**
	 * The folders of the class path, and the jars to make of them.
	 */
	private static Map<Path, Path> jars(Path directory) {
		Map<Path, Path> jars = new LinkedHashMap<>();
		classPath().filter(Files::isDirectory)
			.forEach((folder) -> jars.put(folder, directory.resolve(jars.size() + ".jar").toAbsolutePath()));
		return jars;
	}

	/**
	 * What tells this code from other code, and this JVM from others.
	 */
	private static String code() throws IOException {
		CRC32 sum = new CRC32();
		for (Path entry : classPath().toList()) {
			sum.update(entry.toString().getBytes(StandardCharsets.UTF_8));
			if (Files.isDirectory(entry)) {
				try (Stream<Path> files = Files.walk(entry)) {
					for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
						sum.update(file.toString().getBytes(StandardCharsets.UTF_8));
						sum.update(Files.readAllBytes(file));
					}
				}
			}
		}
		return Runtime.version() + " " + sum.getValue();
	}

	private static void jar(Path folder, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted().toList()) {
				String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
				if (!name.isEmpty()) {
					// Spring looks for folders, too.
					out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
					if (Files.isRegularFile(file)) {
						Files.copy(file, out);
					}
					out.closeEntry();
				}
			}
		}
	}

}
