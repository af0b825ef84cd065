package dev.naru.gateway.testkit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of the AsyncAPI document hold nothing that the document does not describe,
 * and the form that says so bites.
 */
class AsyncApiTest {

	@ParameterizedTest
	@ValueSource(strings = { "structuredEvent", "binaryEvent", "quarantinedWebhook" })
	void anExampleHoldsNothingElse(String message) {
		assertThat(AsyncApi.examples(message)).isNotEmpty()
			.allSatisfy((example) -> AsyncApi.check(message, example.get("headers"), example.get("payload")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "structuredEvent", "binaryEvent", "quarantinedWebhook" })
	void aHeaderThatIsNotDescribedIsAFault(String message) {
		JsonNode example = AsyncApi.examples(message).get(0);
		ObjectNode headers = ((ObjectNode) example.get("headers").deepCopy()).put("ce_receivedtime", "x");

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> AsyncApi.check(message, headers, example.get("payload")))
			.withMessageContaining("ce_receivedtime");
	}

	@Test
	void aMemberOrAValueThatIsNotDescribedIsAFault() {
		JsonNode example = AsyncApi.examples("structuredEvent").get(0);
		ObjectNode member = (ObjectNode) example.get("payload").deepCopy();
		((ObjectNode) member.get("data")).put("extra", "x");
		ObjectNode value = ((ObjectNode) example.get("payload").deepCopy()).put("coverage", "most");

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> AsyncApi.check("structuredEvent", example.get("headers"), member))
			.withMessageContaining("extra");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> AsyncApi.check("structuredEvent", example.get("headers"), value))
			.withMessageContaining("coverage");
	}

}
