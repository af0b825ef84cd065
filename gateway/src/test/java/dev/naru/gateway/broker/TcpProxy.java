package dev.naru.gateway.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a client and a server on 127.0.0.1 and plays the broken network.
 */
public final class TcpProxy implements AutoCloseable {

	private enum Mood {

		MENDED, FROZEN, BLACK_HOLE

	}

	private final ServerSocket listener;

	private volatile int targetPort;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile Mood mood = Mood.MENDED;

	private TcpProxy(ServerSocket listener, int targetPort) {
		this.listener = listener;
		this.targetPort = targetPort;
		Thread.ofVirtual().start(this::accept);
	}

	/**
	 * A proxy on a free port; its target need not listen yet.
	 */
	public static TcpProxy to(int targetPort) {
		try {
			ServerSocket listener = new ServerSocket();
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			return new TcpProxy(listener, targetPort);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where clients connect: host and port.
	 */
	public String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	public int targetPort() {
		return this.targetPort;
	}

	/**
	 * Sends new connections elsewhere.
	 */
	public void retarget(int port) {
		this.targetPort = port;
	}

	/**
	 * Connections stay, new ones are accepted, and nothing comes through until it is
	 * mended: then it all does.
	 */
	public void freeze() {
		change(Mood.FROZEN);
	}

	/**
	 * Connections stay, new ones are accepted, and whatever is sent is lost for good.
	 */
	public void blackHole() {
		change(Mood.BLACK_HOLE);
	}

	/**
	 * Breaks all connections; new ones are served.
	 */
	public void cut() {
		this.sockets.forEach(TcpProxy::close);
	}

	/**
	 * Lets everything through again.
	 */
	public void mend() {
		boolean holed = this.mood == Mood.BLACK_HOLE;
		change(Mood.MENDED);
		if (holed) {
			// Their bytes are gone: a real peer would reset them.
			cut();
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		mend();
		cut();
	}

	private void change(Mood next) {
		this.lock.lock();
		try {
			this.mood = next;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.sockets.add(client);
				Thread.ofVirtual().start(() -> serve(client));
			}
			catch (SocketException ex) {
				return;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private void serve(Socket client) {
		try {
			awaitThaw();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.targetPort);
			this.sockets.add(server);
			Thread.ofVirtual().start(() -> pump(server, client));
			pump(client, server);
		}
		catch (IOException | InterruptedException ex) {
			close(client);
		}
	}

	private void pump(Socket from, Socket to) {
		byte[] buffer = new byte[65536];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitThaw();
				if (this.mood == Mood.MENDED) {
					out.write(buffer, 0, read);
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			// Either side has gone.
		}
		finally {
			close(from);
			close(to);
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private void awaitThaw() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.mood == Mood.FROZEN) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// Closed is closed.
		}
	}

}
