package dev.naru.gateway.provider;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The fields of a body that a profile reads, gathered in one pass that also checks the
 * whole body to be well-formed. No tree of the body is built.
 */
final class FieldTree {

	/**
	 * Readers of JSON usually take 500 levels, and the envelope puts some around a body.
	 */
	private static final int DEEPEST = 490;

	/**
	 * The longest number that readers usually take, in characters.
	 */
	private static final int LONGEST_NUMBER = 1000;

	/**
	 * The most digits of an exponent: with more, it is beyond what decimals can hold.
	 */
	private static final int LONGEST_EXPONENT = 9;

	/**
	 * Few threads read, and they live long: each keeps its own buffers. Without detection
	 * UTF-8 is taken for granted, as RFC 8259 wants it: a body in UTF-16 could not be
	 * embedded byte for byte.
	 */
	static final JsonFactory JSON = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
		.recyclerPool(JsonRecyclerPools.threadLocalPool())
		.build();

	private static final String PRESENT = "present";

	private final Node root = new Node();

	private int size;

	/**
	 * Adds a field while the profile is compiled.
	 * @param pointer a JSON Pointer (RFC 6901)
	 * @return the field's index in what {@link #readJson} gives
	 */
	int add(String pointer) {
		List<Node> path = path(pointer);
		Node node = path.get(path.size() - 1);
		if (node.index < 0) {
			node.index = covered(path);
		}
		return node.index;
	}

	/**
	 * Adds a member that is asked for by its presence alone, while the profile is
	 * compiled.
	 * @param pointer a JSON Pointer (RFC 6901)
	 * @return the index of a text that is there if the member is there, and is neither
	 * null, false, an empty text nor an empty array
	 */
	int addPresence(String pointer) {
		List<Node> path = path(pointer);
		Node node = path.get(path.size() - 1);
		if (node.presence < 0) {
			node.presence = covered(path);
		}
		return node.presence;
	}

	private int covered(List<Node> path) {
		int index = this.size++;
		path.forEach((above) -> above.cover(index));
		return index;
	}

	private List<Node> path(String pointer) {
		List<Node> path = new ArrayList<>(List.of(this.root));
		Node node = this.root;
		for (String segment : pointer.substring(1).split("/", -1)) {
			node = node.children.computeIfAbsent(segment.replace("~1", "/").replace("~0", "~"), (name) -> new Node());
			path.add(node);
		}
		return path;
	}

	/**
	 * Keeps a place free in what is read, for a text that comes from elsewhere.
	 * @return its index
	 */
	int reserve() {
		return this.size++;
	}

	/**
	 * Reads a body.
	 * @return the text of each field, null where it is absent, null or no scalar; numbers
	 * as written
	 * @throws UnreadableBodyException if the body is not well-formed
	 */
	@Nullable String[] read(Payload payload) {
		return switch (payload) {
			case Payload.Json(byte[] utf8) -> readJson(utf8);
			case Payload.Form(Parameters fields, String text) -> readForm(fields);
			case Payload.Xml(String text) -> {
				@Nullable String[] fields = new @Nullable String[this.size];
				XmlText.read(text, this.root, fields);
				yield fields;
			}
		};
	}

	/**
	 * Reads a JSON body.
	 * @return the text of each field, null where it is absent, null or no scalar; numbers
	 * as written
	 * @throws UnreadableBodyException if the body is not well-formed JSON in UTF-8
	 */
	@Nullable String[] readJson(byte[] body) {
		requireUtf8(body);
		@Nullable String[] fields = new @Nullable String[this.size];
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			JsonToken token = parser.nextToken();
			if (token == null) {
				throw new UnreadableBodyException("the body is empty");
			}
			read(parser, token, this.root, fields);
			if (parser.nextToken() != null) {
				throw new UnreadableBodyException("something follows the JSON value");
			}
			return fields;
		}
		catch (JacksonException ex) {
			throw new UnreadableBodyException("the body is not JSON");
		}
	}

	/**
	 * Reads a form body, whose fields are the members of one object.
	 */
	@Nullable String[] readForm(Parameters form) {
		@Nullable String[] fields = new @Nullable String[this.size];
		this.root.children.forEach((name, node) -> {
			String text = form.first(name);
			if (node.index >= 0) {
				fields[node.index] = text;
			}
			if (text != null && !text.isEmpty()) {
				node.mark(fields);
			}
		});
		return fields;
	}

	private static void read(JsonParser parser, JsonToken token, @Nullable Node node, @Nullable String[] fields) {
		if (node == null) {
			skip(parser, token);
			return;
		}
		node.forget(fields);
		if (token.isNumeric()) {
			requireReadable(parser);
		}
		if (token == JsonToken.START_OBJECT) {
			node.mark(fields);
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				Node child = node.children.get(parser.currentName());
				read(parser, parser.nextToken(), child, fields);
			}
		}
		else if (token == JsonToken.START_ARRAY) {
			int position = 0;
			for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
				node.mark(fields);
				Node child = node.children.isEmpty() ? null : node.children.get(Integer.toString(position++));
				read(parser, item, child, fields);
			}
		}
		else if (token != JsonToken.VALUE_NULL && (node.index >= 0 || node.presence >= 0)) {
			String text = text(parser);
			if (node.index >= 0) {
				fields[node.index] = text;
			}
			if (token != JsonToken.VALUE_FALSE && !text.isEmpty()) {
				node.mark(fields);
			}
		}
	}

	/**
	 * Passes over a value that no field asks for.
	 */
	private static void skip(JsonParser parser, JsonToken first) {
		int depth = 0;
		for (JsonToken token = first;; token = parser.nextToken()) {
			if (token.isStructStart()) {
				depth++;
			}
			else if (token.isStructEnd()) {
				depth--;
			}
			else if (token.isNumeric()) {
				requireReadable(parser);
			}
			if (depth == 0) {
				return;
			}
		}
	}

	/**
	 * JSON sets numbers no limit, and every reader has one: an event that holds such a
	 * number could not be read by subscribers.
	 */
	private static void requireReadable(JsonParser parser) {
		int length = parser.getStringLength();
		if (length <= LONGEST_EXPONENT) {
			return;
		}
		char[] units = parser.getStringCharacters();
		int start = parser.getStringOffset();
		int digits = 0;
		for (int i = start + length - 1; i >= start && units[i] >= '0' && units[i] <= '9'; i--) {
			digits++;
		}
		int before = start + length - digits - 1;
		boolean signed = before > start && (units[before] == '-' || units[before] == '+');
		int sign = signed ? before - 1 : before;
		boolean exponent = sign >= start && (units[sign] == 'e' || units[sign] == 'E');
		if (length > LONGEST_NUMBER || (exponent && digits > LONGEST_EXPONENT)) {
			throw new UnreadableBodyException("a number is beyond what readers take");
		}
	}

	/**
	 * JSON can escape half of a surrogate pair, and UTF-8 cannot write it.
	 */
	static String text(JsonParser parser) {
		String text = parser.getString();
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!Character.isSurrogatePair(text.charAt(i), (i + 1 < text.length()) ? text.charAt(i + 1) : 0)) {
					throw new UnreadableBodyException("a text is no sequence of Unicode characters");
				}
				i++;
			}
		}
		return text;
	}

	/**
	 * The parser skips what no field asks for without decoding it, so it does not see
	 * every fault.
	 */
	private static void requireUtf8(byte[] body) {
		for (byte unit : body) {
			if (unit < 0) {
				decode(body, StandardCharsets.UTF_8);
				return;
			}
		}
	}

	/**
	 * @throws UnreadableBodyException if the body is not in that charset
	 */
	static String decode(byte[] body, Charset charset) {
		try {
			return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new UnreadableBodyException("the body is not " + charset);
		}
	}

	/**
	 * One step of the pointers.
	 */
	static final class Node {

		private final Map<String, Node> children = new HashMap<>();

		private int index = -1;

		private int presence = -1;

		/** Its own index, and those of all nodes below. */
		private int[] covered = {};

		@Nullable Node child(String name) {
			return this.children.get(name);
		}

		int index() {
			return this.index;
		}

		/**
		 * Notes that it is there, where that is asked for.
		 */
		void mark(@Nullable String[] fields) {
			if (this.presence >= 0) {
				fields[this.presence] = PRESENT;
			}
		}

		private void cover(int field) {
			this.covered = Arrays.copyOf(this.covered, this.covered.length + 1);
			this.covered[this.covered.length - 1] = field;
		}

		/**
		 * Of two members of one name the last counts, here as for those who read the
		 * payload.
		 */
		private void forget(@Nullable String[] fields) {
			for (int field : this.covered) {
				fields[field] = null;
			}
		}

	}

}
