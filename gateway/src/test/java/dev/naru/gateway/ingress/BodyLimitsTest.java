package dev.naru.gateway.ingress;

import java.util.List;
import java.util.regex.Pattern;

import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testkit.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BodyLimitsTest {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final MemoryProperties MEMORY = new MemoryProperties(DataSize.ofMegabytes(48));

	private static final RecordLimits USUAL = new RecordLimits(4 * 1024 * 1024, MEMORY, false);

	private final Endpoint json = TestProfiles.endpoint(TestProfiles.builtIn("steppay"), null, "a long secret");

	private final Endpoint both = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null, Webhook.STANDARD_SECRET);

	private final Endpoint form = TestProfiles.endpoint(TestProfiles.builtIn("kcp"), null);

	@Test
	void aFormHasHalfOfTheRoom() {
		BodyLimits limits = new BodyLimits(DataSize.ofMegabytes(3), USUAL);

		assertThat(limits.of(this.json, "application/json")).isEqualTo(3 * 1024 * 1024);
		assertThat(limits.of(this.both, "application/json")).isEqualTo(3 * 1024 * 1024);
		assertThat(limits.of(this.both, FORM)).isEqualTo((4 * 1024 - 64) * 1024 / 2);
		assertThat(limits.of(this.form, FORM)).isEqualTo((4 * 1024 - 64) * 1024 / 2);
		assertThat(limits.of(this.form, null)).isEqualTo((4 * 1024 - 64) * 1024 / 2);
		assertThat(new BodyLimits(DataSize.ofMegabytes(1), USUAL).of(this.form, FORM)).isEqualTo(1024 * 1024);
	}

	@ParameterizedTest
	@CsvSource({ "4128768,", "4128769,4032KB", "104857600,4032KB" })
	void aBodyThatNoRecordHoldsIsAMistake(long bytes, String cure) {
		ConfigurationException mistake = catchThrowableOfType(ConfigurationException.class,
				() -> new BodyLimits(DataSize.ofBytes(bytes), USUAL));

		assertThat((mistake != null) ? mistake.cure() : null).satisfiesAnyOf((text) -> assertThat(cure).isNull(),
				(text) -> assertThat(text).contains(cure, "max.request.size", "naru.memory.budget",
						"max.message.bytes"));
	}

	@Test
	void theCureOfAMistakeIsOne() {
		DataSize wanted = DataSize.ofMegabytes(6);
		ConfigurationException mistake = catchThrowableOfType(ConfigurationException.class,
				() -> new BodyLimits(wanted, USUAL));
		List<Integer> numbers = Pattern.compile("(?<=to )\\d+")
			.matcher(mistake.cure())
			.results()
			.map((number) -> Integer.valueOf(number.group()))
			.toList();

		// As it says: max.request.size in bytes, naru.memory.budget in MB
		RecordLimits raised = new RecordLimits(numbers.get(0),
				new MemoryProperties(DataSize.ofMegabytes(numbers.get(1))), false);

		assertThat(new BodyLimits(wanted, raised).of(this.json, null)).isEqualTo((int) wanted.toBytes());
		assertThat(
				catchThrowableOfType(ConfigurationException.class,
						() -> new BodyLimits(wanted,
								new RecordLimits(numbers.get(0),
										new MemoryProperties(DataSize.ofMegabytes(numbers.get(1) - 2)), false))))
			.isNotNull();
		assertThat(catchThrowableOfType(ConfigurationException.class,
				() -> new BodyLimits(wanted,
						new RecordLimits(numbers.get(0) - 1, new MemoryProperties(DataSize.ofMegabytes(48)), false))))
			.isNotNull();
	}

}
