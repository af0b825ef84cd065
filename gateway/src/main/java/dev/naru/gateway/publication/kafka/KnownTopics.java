package dev.naru.gateway.publication.kafka;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.errors.TimeoutException;

/**
 * The topics of which the producer knows where they are, so that sending does not wait.
 */
final class KnownTopics {

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	boolean contains(String topic) {
		return this.names.contains(topic);
	}

	void add(String topic) {
		this.names.add(topic);
	}

	void forget(String topic) {
		this.names.remove(topic);
	}

	static TimeoutException unknown(String topic) {
		return new TimeoutException("it is not known yet where topic " + topic + " is");
	}

}
