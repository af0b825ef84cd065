package dev.naru.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.chaos.Payments;
import org.HdrHistogram.Histogram;

/**
 * Requests that are due at a steady rate, whatever becomes of those before them, and are
 * timed from when they were due. One thread sends them all over a few connections.
 */
final class OpenLoop {

	private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

	private static final long PAUSE_NANOS = 30_000;

	private final Payments payments = new Payments("portone");

	private final Deque<Connection> free = new ArrayDeque<>();

	private final Histogram micros = new Histogram(3);

	private long underWay;

	private OpenLoop() {
	}

	/**
	 * @return how long answers took, in microseconds; all of them were 200
	 */
	static Histogram run(int port, int connections, double perSecond, Duration length) throws IOException {
		OpenLoop loop = new OpenLoop();
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < connections; i++) {
				SocketChannel channel = SocketChannel
					.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				channel.configureBlocking(false);
				channel.register(selector, SelectionKey.OP_READ, loop.new Connection(channel));
			}
			selector.keys().forEach((key) -> loop.free.add((Connection) key.attachment()));
			loop.send(selector, perSecond, (long) (perSecond * length.toMillis() / 1000));
			for (SelectionKey key : selector.keys()) {
				key.channel().close();
			}
		}
		return loop.micros;
	}

	private void send(Selector selector, double perSecond, long total) throws IOException {
		long start = System.nanoTime();
		long sent = 0;
		while (sent < total || this.underWay > 0) {
			long due = start + (long) (sent * 1e9 / perSecond);
			if (sent < total && due - System.nanoTime() <= 0 && !this.free.isEmpty()) {
				this.free.poll().send(this.payments.request(NUMBERS.incrementAndGet()), due);
				this.underWay++;
				sent++;
			}
			else if (selector.selectNow() > 0) {
				for (SelectionKey key : selector.selectedKeys()) {
					((Connection) key.attachment()).receive();
				}
				selector.selectedKeys().clear();
			}
			else {
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
	}

	/**
	 * One at a time.
	 */
	private final class Connection {

		private final SocketChannel channel;

		private final ByteBuffer answer = ByteBuffer.allocate(4096);

		private long due;

		Connection(SocketChannel channel) {
			this.channel = channel;
		}

		void send(byte[] request, long dueAt) throws IOException {
			this.due = dueAt;
			ByteBuffer bytes = ByteBuffer.wrap(request);
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}

		void receive() throws IOException {
			if (this.channel.read(this.answer) < 0) {
				throw new IOException("the connection was closed");
			}
			String text = new String(this.answer.array(), 0, this.answer.position(), StandardCharsets.ISO_8859_1);
			if (!text.endsWith("\r\n\r\n")) {
				return;
			}
			if (!text.startsWith("HTTP/1.1 200")) {
				throw new IOException(text);
			}
			this.answer.clear();
			OpenLoop.this.micros.recordValue((System.nanoTime() - this.due) / 1000);
			OpenLoop.this.underWay--;
			OpenLoop.this.free.add(this);
		}

	}

}
