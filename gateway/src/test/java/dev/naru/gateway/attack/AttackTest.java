package dev.naru.gateway.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No attack stops the gateway, fills its memory or its log, is believed, or keeps the
 * genuine waiting. {@code deploy/attack/run} is the long version.
 */
@ResourceLock("cores")
class AttackTest {

	/** How long each attack takes in the long version; zero in every build. */
	static final Duration TIME = Duration.ofSeconds(Integer.getInteger("naru.attack.seconds", 0));

	private static final String ONLY = System.getProperty("naru.attack.only", "");

	/** How long an attack takes in every build. */
	private static final Duration SHORT = Duration.ofSeconds(2);

	@Test
	void allAttacksFail() throws IOException {
		boolean whole = !TIME.isZero();
		List<Attack> attacks = Stream.of(Attack.values())
			.filter((attack) -> ONLY.isEmpty() ? whole || attack.isShort()
					: List.of(ONLY.split(",", -1)).contains(attack.title()))
			.toList();
		assertThat(attacks).as("attacks of that name").isNotEmpty();
		Path results = Path.of("target", "attack");
		FileSystemUtils.deleteRecursively(results);
		Path table = Files.createDirectories(results).resolve("table.txt");
		Files.writeString(table, Row.HEAD);

		StringBuilder fell = new StringBuilder();
		try (Siege siege = new Siege(results, whole ? TIME : SHORT)) {
			for (Attack attack : attacks) {
				Row row = siege.make(attack);
				Files.writeString(table, row.toString(), StandardOpenOption.APPEND);
				if (!row.faults().isEmpty()) {
					fell.append(row);
				}
			}
		}

		assertThat(fell).as("attacks that did harm; what was left behind is in %s", results).isEmpty();
	}

}
