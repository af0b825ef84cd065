package dev.naru.gateway.telemetry;

import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import reactor.core.publisher.Mono;

/**
 * Times the publisher behind it.
 */
public final class InstrumentedPublisher implements Publisher {

	private final Publisher next;

	private final Timer acknowledged;

	private final Timer saturated;

	private final Timer notAcknowledged;

	private final Timer failed;

	/**
	 * @param next the publisher to time
	 * @param registry where the timers are kept
	 */
	public InstrumentedPublisher(Publisher next, MeterRegistry registry) {
		this.next = next;
		this.acknowledged = timer(registry, "acknowledged");
		this.saturated = timer(registry, "saturated");
		this.notAcknowledged = timer(registry, "not_acknowledged");
		this.failed = timer(registry, "failed");
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		long start = System.nanoTime();
		return Pending.of(() -> this.next.publish(envelope))
			.whenKnown((published, fault) -> record((fault != null) ? timer(fault) : this.acknowledged, start));
	}

	private Timer timer(Throwable fault) {
		return switch (fault) {
			case PublicationException.Saturated full -> this.saturated;
			case PublicationException.NotAcknowledged absent -> this.notAcknowledged;
			case PublicationException.Refused refused -> this.failed;
			case PublicationException.TooLarge refused -> this.failed;
			default -> this.failed;
		};
	}

	private static void record(Timer timer, long start) {
		timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
	}

	private static Timer timer(MeterRegistry registry, String outcome) {
		return Timer.builder(Meters.PUBLISH.getName())
			.description(Meters.PUBLISH.help())
			.tag("outcome", outcome)
			.serviceLevelObjectives(Meters.BUCKETS)
			.register(registry);
	}

}
