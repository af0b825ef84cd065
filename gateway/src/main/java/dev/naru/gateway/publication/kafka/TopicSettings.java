package dev.naru.gateway.publication.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.TopicFindings.Finding;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the gateway's topics should have: those that it gives to a topic that it
 * creates, and against which it holds one that is there.
 *
 * @param form what the operator wants of topics
 * @param largestRecord what a topic should take, in bytes
 */
record TopicSettings(PublicationProperties.Topics form, int largestRecord) {

	/** From how many replicas on one of them may be missing. */
	private static final int REPLICAS_TO_SPARE = 3;

	/** Of which settings what the gateway needs is the least, and more does no harm. */
	private static final Map<String, String> LEAST = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
			"a large webhook's record does not fit", TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
			"a record counts as safe that stands on one broker alone");

	private static final Map<String, String> FIXED = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
			"compaction keeps the last event of each subject and deletes the others",
			TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "records lose the time at which their webhooks were received");

	/**
	 * Settings for a topic that is created.
	 */
	Map<String, String> ofNew() {
		Map<String, String> settings = new HashMap<>(least(this.form.replicationFactor()));
		settings.putAll(this.form.config());
		return settings;
	}

	/**
	 * Compares a topic with what it should be.
	 * @param replicas on how many brokers it stands
	 * @param found its settings
	 * @return what is to be mended, or null if nothing is
	 */
	@Nullable Finding compare(String topic, int replicas, Config found) {
		List<String> problems = new ArrayList<>();
		Map<String, String> mended = new TreeMap<>();
		Map<String, String> least = least(replicas);
		least.keySet().removeAll(this.form.config().keySet());
		least.forEach((name, value) -> {
			String actual = value(found, name);
			if (actual != null && Long.parseLong(actual) < Long.parseLong(value)) {
				problems.add(name + " is " + actual + ", and " + LEAST.get(name));
				mended.put(name, value);
			}
		});
		Map<String, String> fixed = new TreeMap<>(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
				TopicConfig.CLEANUP_POLICY_DELETE, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
		fixed.putAll(this.form.config());
		fixed.forEach((name, value) -> {
			String actual = value(found, name);
			if (actual == null) {
				problems.add("Kafka knows no setting " + name + ", which naru.publication.topics.config names");
			}
			else if (!actual.equals(value)) {
				problems.add(name + " is " + actual + ", and "
						+ FIXED.getOrDefault(name, "naru.publication.topics.config says " + value));
				mended.put(name, value);
			}
		});
		return problems.isEmpty() ? null : new Finding(topic, String.join("; ", problems), cure(topic, mended));
	}

	/**
	 * A setting of a topic as Kafka tells it, or null if it has none of that name.
	 */
	static @Nullable String value(Config found, String name) {
		ConfigEntry entry = found.get(name);
		return (entry != null) ? entry.value() : null;
	}

	private Map<String, String> least(int replicas) {
		Map<String, String> least = new TreeMap<>();
		least.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(this.largestRecord));
		if (replicas >= REPLICAS_TO_SPARE) {
			least.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
		}
		return least;
	}

	private static String cure(String topic, Map<String, String> mended) {
		if (mended.isEmpty()) {
			return "Correct naru.publication.topics.config";
		}
		StringJoiner settings = new StringJoiner(",");
		mended.forEach((name, value) -> settings.add(name + "=" + (value.contains(",") ? "[" + value + "]" : value)));
		return "Change it (kafka-configs.sh --alter --topic " + topic + " --add-config " + settings
				+ "), or naru.publication.topics.config";
	}

}
