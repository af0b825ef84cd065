package dev.naru.gateway.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reason;
import dev.naru.gateway.webhook.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Expectation of what a sample request is: a line {@code # expect:} before the request.
 * Each line says it of one event.
 *
 * @param text the line behind {@code # expect:}
 * @param status the HTTP status of the answer, or null for any
 * @param reason the reason of a refusal or of quarantine, or null if none is asked for
 * @param attributes what of the event has to be what
 */
record Expectation(String text, @Nullable Integer status, @Nullable String reason, Map<String, String> attributes) {

	/** What is not there. */
	static final String NONE = "none";

	/** Behind it stands the name of a reference. */
	static final String REFERENCE = "references.";

	private static final Pattern BEGIN = Pattern.compile("#\\s*expect:(.*)");

	private static final Pattern ALMOST = Pattern.compile("#\\s*expect(\\s.*|s?|(s|ed|ation)?\\s*[:=].*)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern WORD = Pattern
		.compile("\\G\\s*(?:([^\\s=\"]+)=)?(\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s\"]+)(?=\\s|$)");

	private static final Set<String> ATTRIBUTES = Set.of("id", "type", "called", "subject", "time", "state", "sequence",
			"coverage", "variant");

	private static final List<String> REASONS = Stream.of(Arrays.stream(Flaw.values()).map(Reason::label),
			Arrays.stream(QuarantineReason.values()).map(Reason::label),
			Stream.of(new Refusal.MethodNotAllowed(List.of()).reason(), new Refusal.UnsupportedMediaType().reason(),
					Rehearsal.HANDSHAKE, Rehearsal.UNDECIDED))
		.flatMap((labels) -> labels)
		.toList();

	private static final String FORM = "write it as '# expect: 401 signature_mismatch', or '# expect: id=evt_1 "
			+ "type=order.paid subject=order/4711'";

	/**
	 * Reads a comment.
	 * @param place its file and line
	 * @param comment a line that begins with #
	 * @param first whether no other expectation stands before it
	 * @return the expectation, or null if it is another comment
	 * @throws ConfigurationException if it is a malformed one
	 */
	static @Nullable Expectation parse(String place, String comment, boolean first) {
		Matcher begin = BEGIN.matcher(comment);
		if (!begin.matches()) {
			if (ALMOST.matcher(comment).matches()) {
				throw new ConfigurationException(place, "'" + comment + "' is no expectation", FORM);
			}
			return null;
		}
		String text = begin.group(1).strip();
		Integer status = null;
		String reason = null;
		Map<String, String> attributes = new LinkedHashMap<>();
		int end = 0;
		Matcher word = WORD.matcher(text);
		while (word.find()) {
			end = word.end();
			String key = word.group(1);
			String value = (word.group(3) != null) ? word.group(3).replaceAll("\\\\(.)", "$1") : word.group(2);
			if (key != null) {
				if (!ATTRIBUTES.contains(key) && !key.startsWith(REFERENCE)) {
					throw new ConfigurationException(place, "nothing of an event is called '" + key + "'", "use one of "
							+ String.join(", ", ATTRIBUTES.stream().sorted().toList()) + ", " + REFERENCE + "<name>");
				}
				if (attributes.put(key, value) != null) {
					throw new ConfigurationException(place, "'" + key + "' stands there twice", "keep one of them");
				}
			}
			else if (value.matches("[1-5]\\d\\d") && status == null && first) {
				status = Integer.valueOf(value);
			}
			else if (REASONS.contains(value) && reason == null) {
				reason = value;
			}
			else {
				throw new ConfigurationException(place,
						"'" + value + "' is no reason"
								+ (first ? "" : ", and one request has one status, in its first line"),
						"use one of " + String.join(", ", REASONS));
			}
		}
		if (end < text.length() || (status == null && reason == null && attributes.isEmpty())) {
			throw new ConfigurationException(place, "'" + text.substring(end).strip() + "' is no expectation", FORM);
		}
		return new Expectation(text, status, reason, attributes);
	}

	/**
	 * Compares what is expected of a request with what it is.
	 * @return where they differ, as pairs of what is expected and what was found
	 */
	static List<Map.Entry<String, String>> compare(List<Expectation> expected, SampleResult result) {
		List<Map.Entry<String, String>> differences = new ArrayList<>();
		Integer status = expected.get(0).status();
		if (status != null && status != result.status()) {
			differences.add(Map.entry(status.toString(), Integer.toString(result.status())));
		}
		Expectation first = expected.get(0);
		boolean each = expected.size() > 1 || first.reason() != null || !first.attributes().isEmpty();
		int found = result.items().size();
		if (each && expected.size() != found) {
			differences.add(Map.entry(count(expected.size()), count(found)));
		}
		for (int i = 0; i < (each ? Math.min(expected.size(), found) : found); i++) {
			expected.get(each ? i : 0).compare(result.items().get(i), differences);
		}
		return differences;
	}

	private static String count(int items) {
		return items + ((items == 1) ? " event" : " events");
	}

	private void compare(SampleResult.Item item, List<Map.Entry<String, String>> differences) {
		if ((this.reason != null) ? !this.reason.equals(item.reason()) : !isTaken(item.reason())) {
			differences.add(Map.entry((this.reason != null) ? this.reason : "an event",
					item.reason().isEmpty() ? "an event" : item.reason()));
			return;
		}
		this.attributes.forEach((key, value) -> {
			String found = item.said().getOrDefault(key, NONE);
			if (!found.equals(value)) {
				differences.add(Map.entry(key + "=" + value, key + "=" + found));
			}
		});
	}

	/**
	 * Whether that is good where no reason is expected: quarantine has a success answer
	 * too, and is none.
	 */
	private boolean isTaken(String found) {
		return found.isEmpty() || (this.attributes.isEmpty()
				&& (found.equals(Rehearsal.HANDSHAKE) || (this.status != null && this.status >= 300)));
	}

}
