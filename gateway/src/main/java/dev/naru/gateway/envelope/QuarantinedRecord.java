package dev.naru.gateway.envelope;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.RequestParts;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.RecordedDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the quarantine, to be read again once the profile is mended.
 *
 * @param headers the record's headers
 * @param value the record's value; not to be changed
 */
public record QuarantinedRecord(Map<String, String> headers, byte[] value) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * Puts the delivery together again: the whole of it, or a body that holds one of its
	 * items. It is as genuine as the record says, and nothing is verified again.
	 * @param endpoint the endpoint that it came to, with the profile that is to read it
	 * @throws IncompleteRecordException if the record is not of the quarantine, or lacks
	 * something that the profile reads: an event that is read from less would be another
	 */
	public RecordedDelivery delivery(Endpoint endpoint) throws IncompleteRecordException {
		if (!Envelope.QUARANTINED.equals(this.headers.get(Envelope.TYPE))) {
			throw new IncompleteRecordException("it is no record of the quarantine");
		}
		try {
			JsonNode request = JSON.readTree(header(Envelope.REQUEST));
			requireComplete(endpoint.profile().beside(), request);
			return new RecordedDelivery(delivery(endpoint, request), request.required("variant").asString(),
					Authenticity.valueOf(upper(header(Attribute.AUTHENTICITY.inHeaders()))),
					proven(Coverage.valueOf(upper(header(Attribute.COVERAGE.inHeaders())))));
		}
		catch (JacksonException | IllegalArgumentException | DateTimeException ex) {
			throw new IncompleteRecordException("its headers were not written by a gateway: " + ex.getMessage());
		}
	}

	private Delivery delivery(Endpoint endpoint, JsonNode request) throws IncompleteRecordException {
		String method = request.required("method").asString();
		boolean get = method.equals("GET");
		JsonNode query = request.get("query");
		Map<String, List<String>> fields = new HashMap<>();
		request.required("headers")
			.forEachEntry((name, values) -> fields.put(name, values.valueStream().map(JsonNode::asString).toList()));
		return new Delivery(endpoint.source().id(), method, request.required("path").asString(),
				get ? new String(this.value, StandardCharsets.UTF_8) : (query != null) ? query.asString() : null,
				Headers.of(fields), get ? new byte[0] : body(request.path("item").path("around")), null,
				Instant.parse(header(Attribute.RECORDEDTIME.inHeaders())),
				this.headers.get(Attribute.TRACEPARENT.inHeaders()));
	}

	/**
	 * The value, with what stood around it.
	 */
	private byte[] body(JsonNode around) {
		if (!around.isArray()) {
			return this.value;
		}
		byte[] before = around.get(0).asString().getBytes(StandardCharsets.UTF_8);
		byte[] after = around.get(1).asString().getBytes(StandardCharsets.UTF_8);
		byte[] body = new byte[before.length + this.value.length + after.length];
		System.arraycopy(before, 0, body, 0, before.length);
		System.arraycopy(this.value, 0, body, before.length, this.value.length);
		System.arraycopy(after, 0, body, before.length + this.value.length, after.length);
		return body;
	}

	private String header(String name) throws IncompleteRecordException {
		String text = this.headers.get(name);
		if (text == null) {
			throw new IncompleteRecordException("it has no header " + name);
		}
		return text;
	}

	private static void requireComplete(RequestParts read, JsonNode request) throws IncompleteRecordException {
		List<String> omitted = request.path("omitted").valueStream().map(JsonNode::asString).toList();
		if (omitted.isEmpty()) {
			return;
		}
		List<String> missing = new ArrayList<>();
		if (omitted.contains(RequestWriter.AROUND)) {
			missing.add(RequestWriter.AROUND);
		}
		boolean more = omitted.contains(RequestWriter.MORE);
		Stream.concat(Stream.of("content-type"), read.headers().stream())
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter((name) -> omitted.contains("header:" + name) || (more && !request.get("headers").has(name)))
			.map("header:"::concat)
			.forEach(missing::add);
		read.parameters()
			.stream()
			.map((name) -> RequestWriter.QUERY + ":" + name)
			.filter((name) -> more || omitted.contains(RequestWriter.QUERY) || omitted.contains(name))
			.forEach(missing::add);
		if (!missing.isEmpty()) {
			throw new IncompleteRecordException(
					"the profile reads what was left out of the record: " + String.join(", ", missing));
		}
	}

	/**
	 * What was proven of the body, whatever an event would have been read from beside it.
	 */
	private static Coverage proven(Coverage ofEvent) {
		return (ofEvent == Coverage.BODY_ONLY) ? Coverage.BODY : ofEvent;
	}

	private static String upper(String label) {
		return label.toUpperCase(Locale.ROOT);
	}

}
