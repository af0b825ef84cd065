package dev.naru.gateway.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.naru.gateway.provider.ProfileFile.AnswerFile;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a profile have in common: each says where a mistake stands and how to
 * mend it.
 *
 * @param places where the parts stand in the file
 */
record ProfileText(Places places) {

	/** No Content and Reset Content (RFC 9110, sections 15.3.5 and 15.3.6). */
	private static final Set<Integer> BODILESS = Set.of(204, 205);

	private static final String WORD_FORM = "[a-z0-9_]+";

	<T> T required(String place, @Nullable T value) {
		if (value == null) {
			throw wrong(place, "it is missing", "add it; the README shows a whole profile");
		}
		return value;
	}

	<T> List<T> filled(String place, @Nullable List<T> list, String cure) {
		if (list == null || list.isEmpty()) {
			throw wrong(place, "it is missing or empty", cure);
		}
		return list;
	}

	String word(String place, String word) {
		if (!word.matches(WORD_FORM)) {
			throw wrong(place, "'" + word + "' cannot be a name here",
					"use lower-case letters, digits and underscores");
		}
		return word;
	}

	Reply reply(String place, AnswerFile answer) {
		int status = required(place + ".status", answer.status());
		if (status < 200 || status > 299) {
			throw wrong(place + ".status", status + " is not a success", "write a status of 200 to 299");
		}
		return reply(place, answer, status);
	}

	/**
	 * Where several events stand in a body.
	 * @param items all that may stand there
	 */
	ItemRule items(String place, Items items, String pointer) {
		try {
			return new ItemRule(items, pointer);
		}
		catch (Mistake ex) {
			throw wrong(place, String.valueOf(ex.getMessage()), ex.cure());
		}
	}

	/**
	 * An answer after which a provider does not come again, whether it calls that a
	 * success or not.
	 */
	Reply lastWord(String place, AnswerFile answer) {
		int status = required(place + ".status", answer.status());
		if (status < 200 || (status > 299 && status < 400) || status > 499) {
			throw wrong(place + ".status", status + " does not end a delivery",
					"write a status of 200 to 299, or one of 400 to 499 that the provider takes for the end");
		}
		return reply(place, answer, status);
	}

	private Reply reply(String place, AnswerFile answer, int status) {
		String body = (answer.body() != null) ? answer.body() : "";
		if (body.isEmpty() != (answer.contentType() == null)) {
			throw wrong(place, "a body and its content type go together", "give 'content-type' and 'body', or neither");
		}
		if (!body.isEmpty() && BODILESS.contains(status)) {
			throw wrong(place, "an answer with status " + status + " has no body",
					"remove 'content-type' and 'body', or write the status 200");
		}
		return new Reply(status, answer.contentType(), body);
	}

	static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
		return (map != null) ? map : Map.of();
	}

	Warning warning(String place, String problem, String cure) {
		return new Warning(this.places.of(place), problem, cure);
	}

	ConfigurationException wrong(String place, String problem, String cure) {
		return new ConfigurationException(this.places.of(place), problem, cure);
	}

}
