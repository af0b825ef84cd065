package dev.naru.gateway.lint;

import java.util.List;
import java.util.Map;

/**
 * Result of a sample request: what it is to the gateway.
 *
 * @param status the HTTP status of the answer; 0 if it cannot be told
 * @param items the events of the request, or the one thing that it is instead
 * @param good whether it is genuine, and what the profile knows
 * @param told what is to be said of it, line by line
 * @param advice what helps whoever did not expect that
 */
record SampleResult(int status, List<Item> items, boolean good, List<String> told, List<String> advice) {

	/**
	 * An event, or what a request or a part of it is instead.
	 *
	 * @param reason why it is no event; empty for an event
	 * @param said what an event says, by the names of {@link Expectation}
	 */
	record Item(String reason, Map<String, String> said) {
	}

}
