package dev.naru.gateway.publication.kafka;

import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What the Kafka client's exceptions mean.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * The failure in one line.
	 */
	static String say(Throwable failure) {
		String message = failure.getMessage();
		return failure.getClass().getSimpleName() + ((message != null) ? ": " + message : "");
	}

	/**
	 * Whether this record would fail however often it is sent.
	 */
	static boolean isForEver(Throwable failure) {
		return failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException;
	}

	/**
	 * Whether the next record would fail too, with this producer or for now.
	 */
	static boolean concernsAll(Throwable failure) {
		return failure instanceof RetriableException || endsProducer(failure);
	}

	/**
	 * Whether the producer is of no use any more: it stays in such a state for ever.
	 * Reactor Kafka ends a subscription for two of them only. What is no API exception
	 * speaks of the client itself, such as that it has been closed.
	 */
	static boolean endsProducer(Throwable failure) {
		return switch (failure) {
			case AuthenticationException ex -> true;
			case ClusterAuthorizationException ex -> true;
			case ProducerFencedException ex -> true;
			case OutOfOrderSequenceException ex -> true;
			case InvalidPidMappingException ex -> true;
			case UnsupportedVersionException ex -> true;
			case ApiException ex -> false;
			case KafkaException ex -> true;
			case IllegalStateException ex -> true;
			default -> false;
		};
	}

	/**
	 * Tells why a client could not be made: its settings cannot be used, unless it is
	 * only that no broker's name is known for now.
	 */
	static RuntimeException ofClient(KafkaException failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		if (root instanceof ConfigException && String.valueOf(root.getMessage()).startsWith("No resolvable")) {
			return failure;
		}
		return new ConfigurationException("spring.kafka",
				"the Kafka client cannot use its settings (" + say(root) + ")",
				"correct the settings under spring.kafka");
	}

}
