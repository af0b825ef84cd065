package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.chaos.Barrage;
import dev.naru.gateway.chaos.Brokers;
import dev.naru.gateway.chaos.Payments;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Has the gateway, as it was extracted from its jar, record what it loads and what it
 * runs often, so that its next start finds that ready. No test:
 * {@code deploy/image/train} runs it.
 */
class AotTraining {

	private static final int CONNECTIONS = 64;

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("naru.training.seconds", 40));

	/** It works on what it has recorded when it has stopped. */
	private static final Duration END_WITHIN = Duration.ofMinutes(5);

	@Test
	void train() throws IOException {
		Path cache = Launch.AOT_CACHE;
		Files.deleteIfExists(cache);
		Path work = Files.createDirectories(Path.of("target", "training")).toAbsolutePath();
		try (Brokers brokers = new Brokers(work, 1, List.of("-Xmx512m"))) {
			List<String> java = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + cache));
			java.addAll(Launch.EXTRACTED);
			Server gateway = Server.start("gateway", Launch.gateway(work, brokers, java, EveryProvider.settings()));
			new Barrage(gateway.port(), CONNECTIONS, new Payments(Launch.SOURCE)).closed(Barrage.during(LENGTH));
			gateway.close(END_WITHIN);
		}
		FileSystemUtils.deleteRecursively(work);
		assertThat(cache).isNotEmptyFile();
	}

}
