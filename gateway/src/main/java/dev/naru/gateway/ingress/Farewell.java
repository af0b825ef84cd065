package dev.naru.gateway.ingress;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

/**
 * The time from being asked to stop until the door is shut: who comes is still served,
 * and is told with its answer to come on another connection next time. A connection that
 * is closed without a word breaks the request that is just on its way.
 */
final class Farewell implements SmartLifecycle {

	private final Duration time;

	private volatile boolean running;

	private volatile boolean begun;

	/**
	 * @param time how long it takes; zero for not at all
	 */
	Farewell(Duration time) {
		this.time = time;
	}

	/**
	 * Whether connections are to be closed with their next answer.
	 */
	boolean hasBegun() {
		return this.begun;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.begun = true;
		this.running = false;
		try {
			Thread.sleep(this.time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Before the server shuts its door.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
