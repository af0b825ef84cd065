package dev.naru.gateway.publication.kafka;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The threads of Reactor Kafka's that run in this JVM.
 */
final class ReaderThreads {

	private ReaderThreads() {
	}

	static Set<Thread> running() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("reactive-kafka-"))
			.collect(Collectors.toSet());
	}

}
