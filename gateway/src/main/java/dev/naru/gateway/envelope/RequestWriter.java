package dev.naru.gateway.envelope;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.naru.gateway.provider.Reading.Position;
import dev.naru.gateway.provider.Surroundings;
import dev.naru.gateway.webhook.Delivery;
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

	private final KeptRequest kept;

	private final ObjectNode request = JSON.objectNode();

	private final ObjectNode headers = JSON.objectNode();

	private final List<String> omitted = new ArrayList<>();

	private int room;

	/** Of the room, what is kept for the names of what is left out. */
	private int roomForNames;

	private boolean more;

	private RequestWriter(KeptRequest kept, int share) {
		this.kept = kept;
		int names = share / 8;
		this.roomForNames = names - size(MORE);
		this.room = share - FRAME - names;
	}

	/**
	 * @param position where the item stands that it is written for, or null if all of the
	 * delivery goes into one record
	 * @return a JSON object in ASCII, {@link #MOST} bytes at most
	 */
	static String write(KeptRequest kept, @Nullable Position position) {
		int share = (position != null) ? Math.max(MOST / position.of(), LEAST_SHARE) : MOST;
		return new RequestWriter(kept, share).write(position);
	}

	private String write(@Nullable Position position) {
		Delivery delivery = this.kept.genuine().delivery();
		KeptRequest.Parts parts = this.kept.parts();
		text("variant", this.kept.genuine().variant());
		text("method", delivery.method());
		text("path", delivery.path());
		parts.omitted().forEach(this::omit);
		if (parts.query() != null && !text(QUERY, parts.query())) {
			omit(QUERY);
		}
		Set<String> first = new LinkedHashSet<>(List.of("content-type"));
		this.kept.endpoint().profile().beside().headers().forEach((name) -> first.add(name.toLowerCase(Locale.ROOT)));
		first.forEach((name) -> header(name, parts.fields().get(name)));
		if (position != null) {
			item(position);
		}
		parts.fields().forEach((name, field) -> {
			if (!first.contains(name)) {
				header(name, field);
			}
		});
		this.request.set("headers", this.headers);
		if (this.more) {
			this.omitted.add(MORE);
		}
		if (!this.omitted.isEmpty()) {
			ArrayNode names = this.request.putArray("omitted");
			this.omitted.forEach(names::add);
		}
		return ascii(this.request.toString());
	}

	private void header(String name, KeptRequest.@Nullable Field field) {
		if (field == null) {
			return;
		}
		if (field.size() > this.room) {
			omit("header:" + name);
			return;
		}
		this.room -= field.size();
		ArrayNode lines = this.headers.putArray(name);
		field.values().forEach(lines::add);
	}

	private void item(Position position) {
		ObjectNode item = this.request.putObject("item").put("index", position.index()).put("of", position.of());
		Surroundings.Halves around = position.around().halves(this.room);
		if (around != null) {
			int size = size(around.before()) + size(around.after());
			if (size <= this.room) {
				this.room -= size;
				item.putArray(AROUND).add(around.before()).add(around.after());
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

	private void omit(String name) {
		if (this.more || this.omitted.contains(name)) {
			return;
		}
		int size = size(name);
		if (name.equals(MORE) || size > this.roomForNames) {
			this.more = true;
		}
		else {
			this.roomForNames -= size;
			this.omitted.add(name);
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
	static int size(String text) {
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

}
