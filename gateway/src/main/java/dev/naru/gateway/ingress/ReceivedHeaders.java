package dev.naru.gateway.ingress;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import dev.naru.gateway.webhook.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The header fields as the server holds them. Spring's view of them looks each up twice,
 * letter by letter, and a delivery has a dozen looked up.
 *
 * @param fields the fields
 */
record ReceivedHeaders(HttpHeaders fields) implements Headers {

	/**
	 * The names that code and profiles ask for, each with its hash; none is a stranger's.
	 */
	private static final Map<String, AsciiString> NAMES = new ConcurrentHashMap<>();

	static ReceivedHeaders of(ServerHttpRequest request) {
		HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
		return new ReceivedHeaders(received.requestHeaders());
	}

	@Override
	public List<String> all(String name) {
		return this.fields.getAll(known(name));
	}

	@Override
	public @Nullable String only(String name) {
		Iterator<String> values = this.fields.valueStringIterator(known(name));
		String value = values.hasNext() ? values.next() : "";
		return (value.isEmpty() || values.hasNext()) ? null : value;
	}

	/**
	 * Names of strangers go past {@link #NAMES}, which would never end.
	 */
	@Override
	public void forEach(BiConsumer<String, String> line) {
		this.fields.forEach((field) -> line.accept(field.getKey(), field.getValue()));
	}

	private static AsciiString known(String name) {
		AsciiString known = NAMES.get(name);
		return (known != null) ? known : NAMES.computeIfAbsent(name, AsciiString::new);
	}

}
