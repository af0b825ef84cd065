package dev.naru.gateway.verification;

import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a body that a proof is made of, read before anything is proven.
 *
 * @param fields texts of the body's fields by JSON Pointer; those that are absent or null
 * are not among them
 * @param form the form that the body is, or null if it is none
 */
public record Content(Map<String, String> fields, @Nullable Parameters form) {

	/** Of a body that no proof looks into. */
	static final Content NONE = new Content(Map.of(), null);

	/**
	 * @return the text, perhaps empty, or null if the field is absent
	 */
	@Nullable String field(String pointer) {
		return this.fields.get(pointer);
	}

	/**
	 * The value of a form field that must be there exactly once.
	 * @return the value, perhaps empty, or null if it is absent or repeated
	 */
	@Nullable String form(String name) {
		List<String> values = (this.form != null) ? this.form.values().getOrDefault(name, List.of()) : List.of();
		return (values.size() == 1) ? values.get(0) : null;
	}

}
