package dev.naru.gateway.publication.spool;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ways to all topics, each made when first asked for.
 */
final class Ways {

	private final Map<String, Way> ways = new ConcurrentHashMap<>();

	Way to(String topic) {
		Way way = this.ways.get(topic);
		return (way != null) ? way : this.ways.computeIfAbsent(topic, Way::new);
	}

	Collection<Way> all() {
		return this.ways.values();
	}

}
