package dev.naru.gateway.logging;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.netty.channel.AbortedException;

/**
 * Reactor's hook for errors that nobody waits for any more. A connection that breaks
 * while its request is being read is one of them, and is an ordinary thing.
 */
final class DroppedErrors {

	private static final Logger logger = LoggerFactory.getLogger(DroppedErrors.class);

	private static final LimitedLogger limited = LimitedLogger.of(DroppedErrors.class);

	/** Reactor adds each hook to those before, for all of the process. */
	private static final AtomicBoolean hooked = new AtomicBoolean();

	private DroppedErrors() {
	}

	static void hook() {
		if (hooked.compareAndSet(false, true)) {
			Hooks.onErrorDropped(DroppedErrors::dropped);
		}
	}

	private static void dropped(Throwable fault) {
		if (isOfConnection(fault)) {
			logger.debug("A connection broke", fault);
		}
		else {
			limited.error("An error came after the end of what it belongs to", fault);
		}
	}

	private static boolean isOfConnection(Throwable fault) {
		return fault instanceof IOException || fault instanceof AbortedException;
	}

}
