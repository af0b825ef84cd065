package dev.naru.gateway.webhook;

import dev.naru.gateway.testing.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeliveryTests {

	@ParameterizedTest
	@CsvSource({ "application/json, application/json", "application/json; charset=utf-8, application/json",
			"Application/JSON ;charset=UTF-8, application/json", "application/json;, application/json",
			"APPLICATION/X-WWW-FORM-URLENCODED, application/x-www-form-urlencoded", "TEXT/PLAIN, text/plain" })
	void theMediaTypeHasNoParametersAndIsLowerCase(String header, String mediaType) {
		// Given
		Delivery delivery = Request.post("{}").withHeader("Content-Type", header).delivery();
		// When
		String found = delivery.mediaType();
		// Then
		assertThat(found).isEqualTo(mediaType);
	}

	@Test
	void aSenderMayNameNoMediaType() {
		// Given
		Delivery delivery = Request.post("{}").delivery();
		// When
		String found = delivery.mediaType();
		// Then
		assertThat(found).isNull();
	}

	@Test
	void theQueryHoldsTheParameters() {
		// Given
		Delivery with = Request.post("{}").withQuery("a=1&b=%20").delivery();
		Delivery without = Request.post("{}").delivery();
		Delivery broken = Request.post("{}").withQuery("a=%").delivery();
		// When
		Parameters parameters = with.parameters();
		Parameters none = without.parameters();
		// Then
		assertThat(parameters.first("b")).isEqualTo(" ");
		assertThat(none.values()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(broken::parameters);
	}

	@Test
	void itsTextNamesNeitherBodyNorHeadersNorQuery() {
		// Given
		Delivery delivery = Request.post("b0dy").withHeader("authorization", "t0ken").withQuery("key=qu3ry").delivery();
		// When
		String text = delivery.toString();
		// Then
		assertThat(text).isEqualTo("Delivery[source=shop, method=POST, bytes=4]");
	}

}
