package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a configuration file becomes is known before it does.
 */
class YamlBudgetTest {

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing\n", "a", "naru: {}", "a: 1\n---\na: 2\n",
			"base: &base {provider: steppay, secrets: [one]}\nnaru:\n  sources:\n    a: {<<: *base}\n    b: *base\n",
			"a: &a 1\nb: *a\n? *a\n: 2\n", "a: &x [1]\nb: [*x]\nc: &x 2\nd: *x\n" })
	void whatPeopleWritePasses(String yaml) {
		assertThatNoException().isThrownBy(() -> check(yaml));
	}

	static Stream<Arguments> tooMuch() {
		return Stream.of(arguments("a: [" + "1,".repeat(20_001) + "]", "too many"),
				arguments("a: &a [" + "1,".repeat(10_000) + "]\nb: [*a, *a]", "too many"),
				arguments("? " + "k".repeat(1 << 20) + "\n: [" + "1,".repeat(10) + "]", "too long"),
				arguments("v: &v " + "v".repeat(1000) + "\na: [" + "*v ,".repeat(10_000) + "]", "too long"),
				arguments("[".repeat(51) + "]".repeat(51), "more than 50"),
				arguments("a: " + "{a: ".repeat(200_000), "more than 50"),
				arguments("a: &a\n  b: *a\n", "*a stands for nothing"),
				arguments("b: *a\na: &a 1\n", "*a stands for nothing"),
				arguments("a: &a 1\n---\nb: *a\n", "*a stands for nothing"),
				arguments("a: &x [1]\nb: &x [*x]\n", "*x stands for nothing"),
				arguments("? [a, b]\n: 1\n", "a key is a list"),
				arguments("a: &a [1, 2]\n? *a\n: 1\n", "a key stands for a list"));
	}

	@ParameterizedTest
	@MethodSource("tooMuch")
	void whatBecomesTooMuchIsRefusedWithItsLine(String yaml, String problem) {
		ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> check(yaml));

		assertThat(refused).isNotNull().hasMessageContaining(problem);
		assertThat(refused.place()).matches("file \\[a.yaml], line \\d+");
		assertThat(refused.cure()).isNotBlank();
	}

	@Test
	void twentyThousandValuesPass() {
		assertThatNoException().isThrownBy(() -> check("a: [" + "1,".repeat(20_000) + "]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: [1", "a: 'b", "\ta: 1", "a: \u0000" })
	void whatIsNoYamlIsRefused(String yaml) {
		ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> check(yaml));

		assertThat(refused).isNotNull().hasMessageContaining("this is no YAML");
	}

	private static void check(String yaml) {
		YamlBudget.check("file [a.yaml]", yaml.getBytes(StandardCharsets.UTF_8));
	}

}
