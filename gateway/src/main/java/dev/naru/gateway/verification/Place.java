package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Where a signature, a token or a timestamp stands: in a header, or in the query.
 *
 * @param header name of a header that must be there exactly once, or null
 * @param query name of a query parameter, or null
 * @param prefix what every value starts with and which is cut off, such as
 * {@code sha256=}, or null
 * @param fields how the text is a list of named values, or null if it is one value
 */
public record Place(@Nullable String header, @Nullable String query, @Nullable String prefix, @Nullable Fields fields) {

	public Place {
		if ((header == null) == (query == null)) {
			throw new IllegalArgumentException("give either 'header' or 'query'");
		}
	}

	/**
	 * The text as received.
	 * @return the text, or null if it is absent, empty or repeated
	 */
	@Nullable String text(Delivery delivery) {
		if (this.header != null) {
			return delivery.headers().only(this.header);
		}
		try {
			List<String> values = delivery.parameters().values().getOrDefault(String.valueOf(this.query), List.of());
			return (values.size() == 1 && !values.get(0).isEmpty()) ? values.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The bytes that the sender wrote for a value that stands here. The query was decoded
	 * into text; a header was not.
	 * @return the bytes, or null if they cannot have been sent
	 */
	byte @Nullable [] bytes(String value) {
		return (this.header != null) ? SignedMessage.received(value) : value.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The values within that text.
	 * @param most how many are wanted at most
	 * @return up to one more than that, so that too many can be told
	 */
	List<String> values(String text, int most) {
		List<String> values = (this.fields != null) ? this.fields.take(text, most + 1) : List.of(text);
		String start = this.prefix;
		if (start == null) {
			return values;
		}
		return values.stream()
			.filter((value) -> value.startsWith(start))
			.map((value) -> value.substring(start.length()))
			.toList();
	}

}
