package dev.naru.gateway.publication;

import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.pending.Pending;
import reactor.core.publisher.Mono;

/**
 * Refusal of records that are larger than can be published: who sent it hears so, while
 * he still has it.
 *
 * @param next takes those that fit
 * @param limits how large they may be
 */
record FittingPublisher(Publisher next, RecordLimits limits) implements Publisher {

	private static final LimitedLogger logger = LimitedLogger.of(FittingPublisher.class);

	@Override
	public Mono<Published> publish(Envelope envelope) {
		long size = envelope.recordSize();
		int limit = this.limits.of(envelope.topic());
		if (size <= limit) {
			return this.next.publish(envelope);
		}
		logger.error(
				"A webhook is refused as too large: its record of {} bytes does not fit into topic {}, which takes {}. "
						+ "Raise {}, or lower max-body-size of the source",
				envelope.topic(), null,
				(line) -> line.addArgument(size)
					.addArgument(envelope.topic())
					.addArgument(limit)
					.addArgument((limit < this.limits.largest()) ? "max.message.bytes of the topic"
							: "spring.kafka.producer.properties[max.request.size] and naru.memory.budget"));
		return Pending.failed(new PublicationException.TooLarge());
	}

}
