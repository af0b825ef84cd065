package dev.naru.gateway.webhook;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Follows deliveries through the systems of others (W3C Trace Context).
 */
@FunctionalInterface
public interface Tracing {

	/** Takes no part in traces: what a sender says of its own is passed on. */
	Tracing OFF = (headers, source, provider) -> {
		String traceparent = received(headers);
		return (traceparent != null) ? new PassedOn(traceparent) : PassedOn.NOTHING;
	};

	/**
	 * A request has reached the gateway.
	 * @param headers its header fields
	 * @param source the source as configured, or {@link Ledger#UNKNOWN}
	 * @param provider the name of its provider, or {@link Ledger#UNKNOWN}
	 */
	Trace begin(Headers headers, String source, String provider);

	/** The gateway's part in the way of one delivery. */
	interface Trace {

		/**
		 * Where the delivery belongs, for those who take it further.
		 * @return version 00 of the header {@code traceparent}, or null if it belongs
		 * nowhere
		 */
		@Nullable String traceparent();

		/**
		 * The delivery has an outcome.
		 */
		void settled(Outcome outcome);

		/**
		 * The sender went away before it could be answered.
		 */
		void abandoned();

	}

	/**
	 * What the sender says of the trace.
	 * @return the header as received, or null unless it is there once and well-formed
	 */
	static @Nullable String received(Headers headers) {
		String traceparent = headers.only("traceparent");
		return (traceparent != null && PassedOn.WELL_FORMED.matcher(traceparent).matches()) ? traceparent : null;
	}

	/**
	 * A trace of others.
	 *
	 * @param traceparent the header as received, or null if there is none
	 */
	record PassedOn(@Nullable String traceparent) implements Trace {

		private static final PassedOn NOTHING = new PassedOn(null);

		/** W3C Trace Context, section 3.2: version 00, no field all zero. */
		private static final Pattern WELL_FORMED = Pattern
			.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

		@Override
		public void settled(Outcome outcome) {
			// Those whose trace it is end it.
		}

		@Override
		public void abandoned() {
			// Those whose trace it is end it.
		}

	}

}
