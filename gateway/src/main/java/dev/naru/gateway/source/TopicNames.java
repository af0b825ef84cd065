package dev.naru.gateway.source;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the Kafka topics: a prefix, and behind it the quarantine's own name or a
 * pattern for the topics of events, in which {@code {provider}}, {@code {kind}} and
 * {@code {source}} stand for what an event has of them. The kind is the first word of the
 * canonical type: {@code payment} of {@code payment.paid}.
 *
 * @param prefix what the names begin with
 * @param name the pattern of what follows
 */
public record TopicNames(String prefix, String name) {

	/** The prefix where none is configured. */
	public static final String PREFIX = "webhooks.";

	/** The pattern where none is configured. */
	public static final String NAME = "{provider}";

	/** The kind of events whose type the profile does not map. */
	public static final String UNMAPPED = "other";

	private static final String PATTERN_KEY = "naru.publication.topics.name";

	private static final String PREFIX_KEY = "naru.publication.topics.prefix";

	/** Kafka documentation, "Topic naming". */
	private static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(provider|kind|source)}");

	/** The names where nothing is configured. */
	public static final TopicNames STANDARD = new TopicNames(PREFIX, NAME);

	/**
	 * @throws ConfigurationException if no topic can have such a name
	 */
	public TopicNames {
		if (!isLegal(prefix + "quarantine")) {
			throw new ConfigurationException(PREFIX_KEY, "'" + prefix + "' cannot begin the name of a Kafka topic",
					"write letters, digits, dots, underscores and hyphens, 239 at most, such as " + PREFIX);
		}
		if (!isLegal(prefix + PLACEHOLDER.matcher(name).replaceAll("x"))) {
			throw new ConfigurationException(PATTERN_KEY, "'" + name + "' makes no names of Kafka topics",
					"write letters, digits, dots, underscores and hyphens, and of {provider}, {kind} and {source} "
							+ "those that shall tell topics apart, in quotes, such as \"{kind}\"");
		}
	}

	/**
	 * Whether Kafka takes the name.
	 */
	static boolean isLegal(String topic) {
		return LEGAL.matcher(topic).matches();
	}

	/**
	 * Whether events of different kinds have different topics.
	 */
	public boolean tellKinds() {
		return this.name.contains("{kind}");
	}

	/**
	 * The topic of an event. It may be longer than Kafka takes, which {@link #check}
	 * tells.
	 */
	public String topic(String provider, String kind, String source) {
		Map<String, String> values = Map.of("provider", provider, "kind", kind, "source", source);
		return this.prefix + PLACEHOLDER.matcher(this.name)
			.replaceAll((place) -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
	}

	/**
	 * The topic of genuine deliveries that cannot be read.
	 */
	public String quarantine() {
		return this.prefix + "quarantine";
	}

	/**
	 * Holds the topics of events against Kafka's rules, and against each other.
	 * @param sources every topic, and the source of those that a source names itself,
	 * else the empty text
	 * @throws ConfigurationException if Kafka would not take them beside each other
	 */
	public void check(Map<String, String> sources) {
		Map<String, String> metrics = new HashMap<>();
		metrics.put(metric(quarantine()), quarantine());
		sources.forEach((topic, key) -> {
			String place = key.isEmpty() ? PATTERN_KEY : key;
			if (!isLegal(topic)) {
				throw new ConfigurationException(place, "'" + topic + "' cannot be the name of a Kafka topic",
						"use a shorter " + PREFIX_KEY + " or pattern: 249 characters are the most that Kafka takes");
			}
			if (topic.equals(quarantine())) {
				throw new ConfigurationException(place, "events would go to " + topic + ", which is the quarantine's",
						"give them another topic: who reads events must not have to tell what could not be read");
			}
			String other = metrics.putIfAbsent(metric(topic), topic);
			if (other != null && !other.equals(topic)) {
				throw new ConfigurationException(place,
						"topics " + other + " and " + topic
								+ " differ in dots and underscores alone, and Kafka takes only one of them",
						"give one of them another name");
			}
		});
	}

	/**
	 * Kafka names metrics by topics, and writes a dot there as an underscore.
	 */
	private static String metric(String topic) {
		return topic.replace('.', '_');
	}

}
