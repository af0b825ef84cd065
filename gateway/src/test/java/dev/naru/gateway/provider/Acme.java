package dev.naru.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * A provider of the tests' own, whose profile is made of what a test cares about.
 */
final class Acme {

	/** Proves nothing. */
	static final String VERIFY = """
			verify:
			  - {name: open, none: {}}
			""";

	/** Every body is an event. */
	static final String READ = """
			read:
			  - version: "1"
			    id: {sha256: body}
			    type: {text: happened}
			""";

	private Acme() {
	}

	/**
	 * A profile of these parts.
	 */
	static Profile profile(String... parts) {
		return TestProfiles.of("acme", """
				name: acme
				accepts: [json, form]
				%sanswer: {status: 200}
				""".formatted(String.join("", parts)));
	}

	/**
	 * A source that reads what {@link #READ} reads, and more.
	 * @param more further keys of the shape, such as {@code state: {field: /x}}
	 */
	static Endpoint reading(String... more) {
		return TestProfiles.endpoint(profile(VERIFY, READ, String.join("\n", more).indent(4)), null);
	}

	/**
	 * What a value is in a webhook.
	 * @param value the value as a profile has it
	 * @return the text, or null if it is absent
	 */
	static @Nullable String read(String value, dev.naru.gateway.testkit.Webhook webhook) {
		return TestProfiles.event(reading("state: " + value), webhook).state();
	}

}
