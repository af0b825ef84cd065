package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Where a signature, a token or a timestamp stands: in a header, in the query, or in the
 * body itself.
 *
 * @param header name of a header that must be there exactly once, or null
 * @param query name of a query parameter that must be there exactly once, or null
 * @param form name of a form field that must be there exactly once, or null
 * @param field JSON Pointer (RFC 6901) of a field of the body, or null
 * @param prefix what every value starts with and which is cut off, such as
 * {@code sha256=}, or null
 * @param fields how the text is a list of named values, or null if it is one value
 */
public record Place(@Nullable String header, @Nullable String query, @Nullable String form, @Nullable String field,
		@Nullable String prefix, @Nullable Fields fields) {

	public Place {
		if (Stream.of(header, query, form, field).filter(Objects::nonNull).count() != 1) {
			throw new IllegalArgumentException("give one of 'header', 'query', 'form', 'field'");
		}
		if (field != null && !field.startsWith("/")) {
			throw new IllegalArgumentException("'" + field + "' is not a JSON Pointer, which starts with a slash");
		}
	}

	/**
	 * The text as received.
	 * @return the text, or null if it is absent, empty or repeated
	 */
	@Nullable String text(Delivery delivery, Content content) {
		if (this.header != null) {
			return delivery.headers().only(this.header);
		}
		String text;
		if (this.field != null) {
			text = content.field(this.field);
		}
		else {
			text = (this.form != null) ? content.form(this.form) : parameter(delivery, String.valueOf(this.query));
		}
		return (text == null || text.isEmpty()) ? null : text;
	}

	/**
	 * The value of a query parameter that must be there exactly once.
	 * @return the value, perhaps empty, or null if it is absent or repeated
	 */
	static @Nullable String parameter(Delivery delivery, String name) {
		try {
			List<String> values = delivery.parameters().values().getOrDefault(name, List.of());
			return (values.size() == 1) ? values.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The place as it is for one source: what the fields take may be the operator's to
	 * say.
	 */
	Place of(Source source) {
		return (this.fields != null)
				? new Place(this.header, this.query, this.form, this.field, this.prefix, this.fields.of(source)) : this;
	}

	/**
	 * The bytes that the sender wrote for a value that stands here. A header was not
	 * decoded into text; all else was.
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
