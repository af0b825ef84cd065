package dev.naru.gateway.publication;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.naru.gateway.envelope.Envelope;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps records in memory, and answers at once or when told to.
 */
final class FakePublisher implements Publisher {

	private final List<String> values = new CopyOnWriteArrayList<>();

	private final Queue<Sinks.One<Published>> waiting = new ConcurrentLinkedQueue<>();

	private final boolean atOnce;

	private FakePublisher(boolean atOnce) {
		this.atOnce = atOnce;
	}

	static FakePublisher answeringAtOnce() {
		return new FakePublisher(true);
	}

	static FakePublisher answeringWhenTold() {
		return new FakePublisher(false);
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		this.values.add(new String(envelope.value(), StandardCharsets.UTF_8));
		if (this.atOnce) {
			return Mono.just(new Published.OnKafka(envelope.topic(), 0, this.values.size() - 1));
		}
		Sinks.One<Published> answer = Sinks.one();
		this.waiting.add(answer);
		return answer.asMono();
	}

	List<String> values() {
		return List.copyOf(this.values);
	}

	/**
	 * Answers the record that has waited longest: it stands on a topic.
	 */
	void acknowledgeFirst() {
		this.waiting.remove().tryEmitValue(new Published.OnKafka("topic", 0, 0)).orThrow();
	}

	/**
	 * Answers the record that has waited longest: with an error.
	 */
	void refuseFirst() {
		this.waiting.remove().tryEmitError(new PublicationException.NotAcknowledged("refused")).orThrow();
	}

}
