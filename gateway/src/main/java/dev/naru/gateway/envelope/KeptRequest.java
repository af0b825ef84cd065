package dev.naru.gateway.envelope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.verification.Credentials;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Request of a genuine delivery, as much of it as may be kept: credentials are left out,
 * and named. It is looked through when something of it first goes to quarantine, and once
 * for all items.
 */
public final class KeptRequest {

	private final Endpoint endpoint;

	private final GenuineDelivery genuine;

	private @Nullable Parts parts;

	/**
	 * @param endpoint the endpoint that it came to
	 * @param genuine the delivery
	 */
	public KeptRequest(Endpoint endpoint, GenuineDelivery genuine) {
		this.endpoint = endpoint;
		this.genuine = genuine;
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	GenuineDelivery genuine() {
		return this.genuine;
	}

	Parts parts() {
		Parts known = this.parts;
		if (known == null) {
			known = parts(this.genuine.delivery(), this.endpoint.credentials().with(this.genuine.delivery()));
			this.parts = known;
		}
		return known;
	}

	private static Parts parts(Delivery delivery, Credentials credentials) {
		List<String> omitted = new ArrayList<>();
		String query = query(delivery, credentials, omitted);
		return new Parts(query, fields(delivery, credentials, omitted), List.copyOf(omitted));
	}

	/**
	 * The query without credentials; none of a GET request, where it is the value of the
	 * record.
	 */
	private static @Nullable String query(Delivery delivery, Credentials credentials, List<String> omitted) {
		String query = delivery.query();
		if (query == null || delivery.method().equals("GET")) {
			return null;
		}
		List<String> kept = new ArrayList<>();
		for (String pair : query.split("&", -1)) {
			String name = name(pair);
			if (credentials.isParameter(name) || credentials.areIn(pair)) {
				omitted.add(credentials.areIn(name) ? RequestWriter.MORE : RequestWriter.QUERY + ":" + name);
			}
			else {
				kept.add(pair);
			}
		}
		return String.join("&", kept);
	}

	private static String name(String pair) {
		String raw = pair.substring(0, (pair.indexOf('=') < 0) ? pair.length() : pair.indexOf('='));
		try {
			return Parameters.parse(raw).values().keySet().stream().findFirst().orElse("");
		}
		catch (IllegalArgumentException ex) {
			return raw;
		}
	}

	private static Map<String, Field> fields(Delivery delivery, Credentials credentials, List<String> omitted) {
		Map<String, List<String>> received = new LinkedHashMap<>();
		delivery.headers()
			.forEach((name, value) -> received
				.computeIfAbsent(name.toLowerCase(Locale.ROOT), (absent) -> new ArrayList<>())
				.add(value));
		Map<String, Field> fields = new LinkedHashMap<>();
		received.forEach((name, values) -> {
			// A name may be a stranger's, and a secret.
			if (credentials.areIn(name)) {
				omitted.add(RequestWriter.MORE);
			}
			else if (credentials.isHeader(name) || values.stream().anyMatch(credentials::areIn)) {
				omitted.add("header:" + name);
			}
			else {
				fields.put(name, Field.of(name, values));
			}
		});
		return fields;
	}

	/**
	 * @param query the query, or null if there is none
	 * @param fields the header fields by their names in lower case, in the order
	 * received; not to be changed
	 * @param omitted names of what was left out, or {@link RequestWriter#MORE} for one
	 * that must not be told
	 */
	record Parts(@Nullable String query, Map<String, Field> fields, List<String> omitted) {
	}

	/**
	 * @param values the values of a header field, in the order received
	 * @param size how many bytes they are as JSON, with the name
	 */
	record Field(List<String> values, int size) {

		private static Field of(String name, List<String> values) {
			return new Field(List.copyOf(values), RequestWriter.size(name) + 2
					+ values.stream().mapToInt((value) -> RequestWriter.size(value) + 1).sum());
		}

	}

}
