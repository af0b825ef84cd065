package dev.naru.gateway.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FleetPropertiesTests {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	@Test
	void keysComeBeforeThoseInFiles(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("key"), KEY + "-of-a-file\n");
		FleetProperties fleet = new FleetProperties(List.of(KEY), List.of(file.toString()));

		assertThat(fleet.secrets()).extracting(Secret::reveal).containsExactly(KEY, KEY + "-of-a-file");
		assertThat(fleet).hasToString("FleetProperties[2 keys]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0123456789abcdef0123456789abcde | the key is shorter than 32 characters
			''                              | the secret is empty
			${NARU_FLEET_KEY_THAT_IS_LONG_ENOUGH} | the variable NARU_FLEET_KEY_THAT_IS_LONG_ENOUGH is not set
			'                                      ' | the secret is empty
			""")
	void aKeyThatIsNoneIsRefused(String key, String problem) {
		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> new FleetProperties(List.of(KEY, key), List.of()).secrets());

		assertThat(found.place()).isEqualTo("naru.fleet.keys[1]");
		assertThat(found.problem()).isEqualTo(problem);
	}

	@Test
	void aKeyFileThatIsNotThereIsRefused() {
		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> new FleetProperties(List.of(), List.of("/nowhere/key")).secrets());

		assertThat(found.place()).isEqualTo("naru.fleet.key-files[0]");
	}

}
