package dev.naru.gateway.webhook;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The header fields of a delivery, as received.
 */
public interface Headers {

	/**
	 * Header fields that are known one by one.
	 * @param fields the values of each name, which is in any case
	 */
	static Headers of(Map<String, List<String>> fields) {
		return ListedHeaders.of(fields);
	}

	/**
	 * Whether a text can be the name of a field (RFC 9110, section 5.1).
	 */
	static boolean isName(String text) {
		return !text.isEmpty() && text.chars()
			.allMatch((unit) -> (unit >= '0' && unit <= '9') || (unit >= 'a' && unit <= 'z')
					|| (unit >= 'A' && unit <= 'Z') || "!#$%&'*+-.^_`|~".indexOf(unit) >= 0);
	}

	/**
	 * All field lines of that name, in the order received.
	 * @param name the field name, in any case (RFC 9110, section 5.1)
	 * @return the raw values; empty if there is none
	 */
	List<String> all(String name);

	/**
	 * Gives every field line, in the order received: its name and its raw value, both as
	 * the sender wrote them.
	 */
	void forEach(BiConsumer<String, String> line);

	/**
	 * The value of a field that must be there exactly once: what stands there twice is
	 * not trusted.
	 * @return the value, or null if the field is absent, empty or repeated
	 */
	default @Nullable String only(String name) {
		List<String> values = all(name);
		return values.size() == 1 && !values.get(0).isEmpty() ? values.get(0) : null;
	}

}
