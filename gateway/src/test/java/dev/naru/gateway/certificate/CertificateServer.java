package dev.naru.gateway.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.naru.gateway.testing.Certificates;
import io.netty.pkitesting.X509Bundle;

/**
 * A provider's server that hands out certificates, on this machine and over TLS.
 */
public final class CertificateServer implements AutoCloseable {

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger requests = new AtomicInteger();

	private final SSLContext tls;

	private final HttpsServer server;

	/** Answers one request. */
	@FunctionalInterface
	public interface Answer {

		/**
		 * @throws IOException if the client has gone
		 */
		void give(HttpExchange exchange) throws IOException;

	}

	/**
	 * @param authority vouches for the server
	 */
	public CertificateServer(X509Bundle authority) {
		this.tls = Certificates.tls(Certificates.localhost(authority), authority);
		try {
			this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setHttpsConfigurator(new HttpsConfigurator(this.tls));
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.requests.incrementAndGet();
			try (exchange) {
				this.answers
					.getOrDefault(exchange.getRequestURI().getPath(), (gone) -> gone.sendResponseHeaders(404, -1))
					.give(exchange);
			}
		});
		this.server.start();
	}

	/**
	 * Hands out bytes.
	 */
	public URI serve(String path, byte[] body) {
		return serve(path, (exchange) -> {
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		});
	}

	/**
	 * Does anything.
	 */
	public URI serve(String path, Answer answer) {
		this.answers.put(path, answer);
		return URI.create("https://" + host() + path);
	}

	/**
	 * Its host and port.
	 */
	public String host() {
		return "localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * How many requests it has had.
	 */
	public int requests() {
		return this.requests.get();
	}

	/**
	 * A client that knows it.
	 */
	public HttpClient.Builder client() {
		return HttpClient.newBuilder().sslContext(this.tls);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
