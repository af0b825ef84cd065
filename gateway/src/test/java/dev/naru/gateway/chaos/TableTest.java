package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of several parts make one.
 */
class TableTest {

	@Test
	void numbersAreAddedAndOfTheSlowestTheSlowestIsKept(@TempDir Path folder) throws IOException {
		Path one = Files.writeString(folder.resolve("one"),
				new Table().row("lost", 0).row("kills", 100).row("slowest answer, ms", 400).toString());
		Path other = Files.writeString(folder.resolve("other"),
				new Table().row("lost", 2).row("kills", 101).row("slowest answer, ms", 300).toString());

		Table sum = Table.sum(List.of(one, other));

		assertThat(sum.get("lost")).isEqualTo(2);
		assertThat(sum.get("kills")).isEqualTo(201);
		assertThat(sum.get("slowest answer, ms")).isEqualTo(400);
		assertThat(sum.get("absent")).isZero();
	}

}
