package dev.naru.gateway.testkit;

import java.util.concurrent.atomic.AtomicBoolean;

import reactor.blockhound.BlockHound;

/**
 * Watches that nothing blocks an event loop.
 */
public final class NonBlocking {

	private static final AtomicBoolean WATCHING = new AtomicBoolean();

	private NonBlocking() {
	}

	/**
	 * From now on, whatever blocks a thread that must not be blocked fails on the spot.
	 */
	public static void watch() {
		if (WATCHING.compareAndSet(false, true)) {
			BlockHound.install();
		}
	}

}
