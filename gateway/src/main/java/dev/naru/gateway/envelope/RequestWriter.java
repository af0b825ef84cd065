package dev.naru.gateway.envelope;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.Position;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.Surroundings;
import dev.naru.gateway.verification.Credentials;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what of a request reading it again needs, beside its body, as one JSON text of
 * bounded size: no name and no value of a sender's becomes a record header of its own.
 * Credentials are left out. What does not fit is left out too, the least important first;
 * all that is left out is named.
 */
final class RequestWriter {

	/**
	 * The most bytes of one request. The server takes 12 KiB of request line and headers,
	 * and Kafka's limits leave far more beside a body.
	 */
	static final int MOST = 16 * 1024;

	/**
	 * The least share of each of many items: the requests of all of them are not to be a
	 * multiple of what was sent.
	 */
	static final int LEAST_SHARE = 2 * 1024;

	/** Said in place of names for which there is no room. */
	static final String MORE = "*";

	static final String QUERY = "query";

	static final String AROUND = "around";

	/** DEL, a control character, as are some beyond ASCII. */
	private static final char PRINTABLE_END = 0x7f;

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	/** For braces, commas, and the names of all members. */
	private static final int FRAME = 160;

	private final Delivery delivery;

	private final Credentials credentials;

	private final ObjectNode request = JSON.objectNode();

	private final ObjectNode headers = JSON.objectNode();

	private final List<String> omitted = new ArrayList<>();

	private int room;

	/** Of the room, what is kept for the names of what is left out. */
	private int roomForNames;

	private RequestWriter(Endpoint endpoint, Delivery delivery, int share) {
		this.delivery = delivery;
		this.credentials = endpoint.credentials().with(delivery);
		int names = share / 8;
		this.roomForNames = names - size(MORE);
		this.room = share - FRAME - names;
	}

	/**
	 * @param unreadable the delivery, or an item of it
	 * @return a JSON object in ASCII, {@link #MOST} bytes at most
	 */
	static String write(Endpoint endpoint, GenuineDelivery genuine, Unreadable unreadable) {
		Position position = unreadable.position();
		int share = (position != null) ? Math.max(MOST / position.of(), LEAST_SHARE) : MOST;
		return new RequestWriter(endpoint, genuine.delivery(), share).write(endpoint.profile().beside().headers(),
				genuine.variant(), position);
	}

	private String write(Set<String> read, String variant, @Nullable Position position) {
		text("variant", variant);
		text("method", this.delivery.method());
		text("path", this.delivery.path());
		String query = query();
		if (query != null && !text(QUERY, query)) {
			omit(QUERY);
		}
		Map<String, List<String>> fields = fields();
		Set<String> first = new LinkedHashSet<>(List.of("content-type"));
		read.forEach((name) -> first.add(folded(name)));
		first.forEach((name) -> header(name, fields.remove(name)));
		if (position != null) {
			item(position);
		}
		fields.forEach(this::header);
		this.request.set("headers", this.headers);
		if (!this.omitted.isEmpty()) {
			ArrayNode names = this.request.putArray("omitted");
			this.omitted.forEach(names::add);
		}
		return ascii(this.request.toString());
	}

	/**
	 * The query without credentials; none of a GET request, where it is the value of the
	 * record.
	 */
	private @Nullable String query() {
		String query = this.delivery.query();
		if (query == null || this.delivery.method().equals("GET")) {
			return null;
		}
		List<String> kept = new ArrayList<>();
		for (String pair : query.split("&", -1)) {
			String name = name(pair);
			if (this.credentials.isParameter(name) || this.credentials.areIn(pair)) {
				omit(QUERY + ":" + name);
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

	/**
	 * The values of each field by its name in lower case, in the order received.
	 */
	private Map<String, List<String>> fields() {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		this.delivery.headers().forEach((name, value) -> {
			if (this.credentials.areIn(name)) {
				omit(name);
			}
			else {
				fields.computeIfAbsent(folded(name), (absent) -> new ArrayList<>()).add(value);
			}
		});
		return fields;
	}

	private void header(String name, @Nullable List<String> values) {
		if (values == null) {
			return;
		}
		int size = size(name) + 2 + values.stream().mapToInt((value) -> size(value) + 1).sum();
		if (size > this.room || this.credentials.isHeader(name) || values.stream().anyMatch(this.credentials::areIn)) {
			omit("header:" + name);
			return;
		}
		this.room -= size;
		ArrayNode lines = this.headers.putArray(name);
		values.forEach(lines::add);
	}

	private void item(Position position) {
		ObjectNode item = this.request.putObject("item").put("index", position.index()).put("of", position.of());
		Surroundings around = position.around();
		if (around.size() <= this.room) {
			String before = around.before();
			String after = around.after();
			int size = size(before) + size(after);
			if (size <= this.room) {
				this.room -= size;
				item.putArray(AROUND).add(before).add(after);
				return;
			}
		}
		omit(AROUND);
	}

	/**
	 * @return whether there was room for it
	 */
	private boolean text(String member, String text) {
		int size = size(text);
		if (size > this.room) {
			return false;
		}
		this.room -= size;
		this.request.put(member, text);
		return true;
	}

	/**
	 * A name may be a stranger's, and a secret.
	 */
	private void omit(String name) {
		int size = size(name);
		if (this.omitted.contains(name)) {
			return;
		}
		if (size <= this.roomForNames && !this.credentials.areIn(name)) {
			this.roomForNames -= size;
			this.omitted.add(name);
		}
		else if (!this.omitted.contains(MORE)) {
			this.omitted.add(MORE);
		}
	}

	/**
	 * A JSON text in ASCII, in which nothing of a sender's is a control character.
	 */
	private static String ascii(String json) {
		StringBuilder text = new StringBuilder(json.length());
		for (int i = 0; i < json.length(); i++) {
			char unit = json.charAt(i);
			if (unit < PRINTABLE_END) {
				text.append(unit);
			}
			else {
				text.append("\\u").append(HexFormat.of().toHexDigits(unit));
			}
		}
		return text.toString();
	}

	/**
	 * The most bytes that a text can be as JSON, with its quotes and a comma.
	 */
	private static int size(String text) {
		int size = 3;
		for (int i = 0; i < text.length(); i++) {
			char unit = text.charAt(i);
			if (unit < ' ' || unit >= PRINTABLE_END) {
				size += 6;
			}
			else {
				size += (unit == '"' || unit == '\\') ? 2 : 1;
			}
		}
		return size;
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
