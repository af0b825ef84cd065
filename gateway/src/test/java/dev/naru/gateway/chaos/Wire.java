package dev.naru.gateway.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One connection to the gateway, kept alive from request to request and never retried by
 * itself: what happens on it is what happened.
 */
public final class Wire implements AutoCloseable {

	/** Nobody listened. */
	static final int UNCONNECTED = -1;

	/** The connection ended before an answer came. */
	static final int BROKEN = -2;

	/** No answer came for longer than anybody waits. */
	static final int SILENT = -3;

	/** Sent, and not yet answered. */
	static final int PENDING = -4;

	private static final int PATIENCE_MILLIS = 20_000;

	/** No gateway comes again sooner after it was killed. */
	private static final long IDLE_NANOS = 1_000_000_000L;

	private final int gateway;

	private final int port;

	private final byte[] head = new byte[8192];

	private @Nullable Socket socket;

	private boolean kept;

	private long answeredAt;

	public Wire(int port) {
		this(0, port);
	}

	/**
	 * @param gateway the number of the gateway that listens on the port
	 */
	Wire(int gateway, int port) {
		this.gateway = gateway;
		this.port = port;
	}

	int gateway() {
		return this.gateway;
	}

	/**
	 * Sends a request and waits for the answer.
	 * @return its status, or what went wrong
	 */
	public int exchange(byte[] request) {
		Socket open;
		try {
			open = connected();
		}
		catch (IOException ex) {
			close();
			return UNCONNECTED;
		}
		try {
			open.getOutputStream().write(request);
			int status = answer(open.getInputStream());
			this.kept = true;
			this.answeredAt = System.nanoTime();
			return status;
		}
		catch (SocketTimeoutException ex) {
			close();
			return SILENT;
		}
		catch (IOException ex) {
			close();
			return BROKEN;
		}
	}

	/**
	 * Whether the connection of the last exchange had brought an answer.
	 */
	boolean wasKept() {
		return this.kept;
	}

	private Socket connected() throws IOException {
		if (this.kept && System.nanoTime() - this.answeredAt > IDLE_NANOS && hasEnded(this.socket)) {
			close();
		}
		Socket open = this.socket;
		if (open == null) {
			open = new Socket();
			this.socket = open;
			this.kept = false;
			open.setTcpNoDelay(true);
			open.setSoTimeout(PATIENCE_MILLIS);
			open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), PATIENCE_MILLIS);
		}
		return open;
	}

	/**
	 * Whether the gateway has ended a connection that was idle, as one does that was
	 * killed meanwhile. Whoever sends on it then sees a broken connection to a gateway
	 * that lives.
	 */
	private static boolean hasEnded(@Nullable Socket idle) throws IOException {
		if (idle == null) {
			return false;
		}
		idle.setSoTimeout(1);
		try {
			return idle.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			idle.setSoTimeout(PATIENCE_MILLIS);
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private int answer(InputStream stream) throws IOException {
		int length = 0;
		int end = -1;
		while (end < 0) {
			int read = stream.read(this.head, length, this.head.length - length);
			if (read <= 0) {
				throw new EOFException("the answer has no end");
			}
			int from = Math.max(0, length - 3);
			length += read;
			end = endOfHead(from, length);
		}
		String text = new String(this.head, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
		stream.skipNBytes(contentLength(text) - (length - end));
		if (text.contains("\r\nconnection: close\r\n")) {
			close();
		}
		return Integer.parseInt(text, "http/1.1 ".length(), "http/1.1 200".length(), 10);
	}

	private int endOfHead(int from, int length) {
		for (int i = from; i + 3 < length; i++) {
			if (this.head[i] == '\r' && this.head[i + 1] == '\n' && this.head[i + 2] == '\r'
					&& this.head[i + 3] == '\n') {
				return i + 4;
			}
		}
		return -1;
	}

	private static int contentLength(String head) throws IOException {
		if (head.startsWith("204", "http/1.1 ".length())) {
			return 0;
		}
		int at = head.indexOf("\r\ncontent-length:");
		if (at < 0) {
			throw new IOException("an answer without a length: " + head);
		}
		int from = at + "\r\ncontent-length:".length();
		return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
	}

	@Override
	public void close() {
		Socket open = this.socket;
		this.socket = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				// Closed is closed.
			}
		}
	}

}
