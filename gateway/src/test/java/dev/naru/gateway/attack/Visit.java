package dev.naru.gateway.attack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * TCP connection to the gateway from an address of its own in 127.0.0.0/8, on which
 * anything can be written.
 */
final class Visit implements AutoCloseable {

	/** Ends {@link #everything} where the connection was left open. */
	static final String OPEN = "(open)";

	private static final int CONNECT_MILLIS = 10_000;

	private static final int HEAD_AT_MOST = 16 * 1024;

	private final String address;

	private final int port;

	private Socket socket;

	private InputStream in;

	private boolean toldToGo;

	/**
	 * @param address the client's address, such as 127.0.1.7
	 * @param port the gateway's port
	 * @throws IOException if nobody listens
	 */
	Visit(String address, int port) throws IOException {
		this.address = address;
		this.port = port;
		this.socket = connect(address, port);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	private static Socket connect(String address, int port) throws IOException {
		Socket socket = new Socket();
		try {
			socket.setTcpNoDelay(true);
			socket.bind(new InetSocketAddress(address, 0));
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * An address of 127.0.1.0/24 and what follows, 250 to a block.
	 * @param number 0 or more
	 */
	static String address(int number) {
		return "127.0." + (1 + number / 250 % 4) + "." + (1 + number % 250);
	}

	/**
	 * Writes all of it.
	 * @throws IOException if the gateway has closed the connection
	 */
	void send(byte[]... pieces) throws IOException {
		for (byte[] piece : pieces) {
			this.socket.getOutputStream().write(piece);
		}
	}

	/**
	 * Connects anew if the last answer ended the connection.
	 */
	Visit again() throws IOException {
		if (this.toldToGo) {
			close();
			this.socket = connect(this.address, this.port);
			this.in = new BufferedInputStream(this.socket.getInputStream());
			this.toldToGo = false;
		}
		return this;
	}

	void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Reads an answer's status, headers and body.
	 * @return the status
	 * @throws SocketTimeoutException if none has come in that time
	 * @throws IOException if the connection ended before
	 */
	int answer(Duration within) throws IOException {
		this.socket.setSoTimeout(Math.max(1, Math.toIntExact(within.toMillis())));
		StringBuilder head = new StringBuilder(256);
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = this.in.read();
			if (next < 0 || head.length() > HEAD_AT_MOST) {
				throw new EOFException("no answer");
			}
			head.append((char) next);
		}
		this.toldToGo = head.toString().toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
		int length = head.indexOf("\r\ncontent-length: ");
		if (length >= 0) {
			int from = length + "\r\ncontent-length: ".length();
			this.in.skipNBytes(Long.parseLong(head.substring(from, head.indexOf("\r", from))));
		}
		return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
	}

	/**
	 * Reads until the gateway closes the connection or says nothing for that time.
	 */
	String everything(Duration within) throws IOException {
		this.socket.setSoTimeout(Math.toIntExact(within.toMillis()));
		StringBuilder text = new StringBuilder();
		try {
			for (int next = this.in.read(); next >= 0; next = this.in.read()) {
				text.append((char) next);
			}
		}
		catch (SocketTimeoutException ex) {
			text.append(OPEN);
		}
		catch (SocketException ex) {
			// Reset is closed.
		}
		return text.toString();
	}

	/**
	 * Breaks the connection, as a network does: the peer reads a reset.
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		close();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// Closed is closed.
		}
	}

}
