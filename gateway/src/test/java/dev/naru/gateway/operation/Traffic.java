package dev.naru.gateway.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;

/**
 * Providers that send at a steady pace until all is over.
 */
final class Traffic implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

	/**
	 * Does something so many times a second, each time on a thread of its own.
	 */
	void perSecond(double times, Runnable request) {
		Future<?> unused = this.clock.scheduleAtFixedRate(() -> this.senders.execute(request), 0,
				(long) (1_000_000 / times), TimeUnit.MICROSECONDS);
	}

	/**
	 * Does something now, on a thread of its own.
	 */
	void once(Runnable request) {
		this.senders.execute(request);
	}

	/**
	 * A genuine payment of PortOne's.
	 */
	static int pay(RunningGateway gateway, String source) {
		return send(gateway, source, Signed.STANDARD_SECRET, UUID.randomUUID().toString(), payment(""));
	}

	static int send(RunningGateway gateway, String source, String secret, String id, byte[] body) {
		return gateway.post(source, Signed.standard(secret, id, Instant.now(), body), body).statusCode();
	}

	/**
	 * @param more further members of its data, each with a comma before it
	 */
	static byte[] payment(String more) {
		return ("{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"paymentId\":\""
				+ UUID.randomUUID() + "\",\"transactionId\":\"t\",\"storeId\":\"s\"" + more + "}}")
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.senders.shutdownNow();
	}

}
