package dev.naru.gateway.telemetry;

import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.Tracing;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/**
 * One observation for each delivery, which becomes a span of the sender's trace.
 */
final class ObservedTracing implements Tracing {

	private final ObservationRegistry registry;

	ObservedTracing(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Trace begin(Headers headers, String source, String provider) {
		ReceiverContext<Headers> context = new ReceiverContext<>((carrier, name) -> only(carrier, name), Kind.SERVER);
		context.setCarrier(headers);
		Observation observation = Observation.createNotStarted("naru.delivery", () -> context, this.registry)
			.contextualName("POST /webhooks/{source}")
			.lowCardinalityKeyValue("source", source)
			.lowCardinalityKeyValue("provider", provider)
			.start();
		TracingContext tracing = context.get(TracingContext.class);
		Span span = (tracing != null) ? tracing.getSpan() : null;
		return new Observed(observation, (span != null) ? traceparent(span.context()) : Tracing.received(headers));
	}

	/**
	 * The propagation asks for headers that nobody sent.
	 */
	private static @Nullable String only(@Nullable Headers headers, String name) {
		return (headers != null) ? headers.only(name) : null;
	}

	/**
	 * W3C Trace Context, section 3.2.
	 */
	private static String traceparent(TraceContext context) {
		return "00-" + context.traceId() + "-" + context.spanId() + "-"
				+ (Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
	}

	private record Observed(Observation observation, @Nullable String traceparent) implements Trace {

		@Override
		public void settled(Outcome outcome) {
			end(Entry.of(outcome));
		}

		@Override
		public void abandoned() {
			end(Entry.ABANDONED);
		}

		private void end(Entry entry) {
			this.observation.lowCardinalityKeyValue("outcome", entry.outcome())
				.lowCardinalityKeyValue("reason", entry.reason())
				.stop();
		}

	}

}
