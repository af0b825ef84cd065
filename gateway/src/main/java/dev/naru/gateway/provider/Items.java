package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Finds the events in a body that carries several, each cut out byte for byte, together
 * with what the body says around it.
 */
final class Items {

	/**
	 * How many are taken at once. Meta sends 1000 at most, others less; a body of 1 MB
	 * has room for no more real ones.
	 */
	static final int MOST = 5_000;

	private static final String EACH = "*";

	private final List<String> path;

	private final Node root = new Node();

	private int around;

	/**
	 * @param pointer where they stand: a JSON Pointer in which {@code *} is each element
	 * of an array
	 */
	Items(String pointer) {
		this.path = steps(pointer);
		if (!this.path.contains(EACH)) {
			throw new Mistake("'" + pointer + "' finds one thing and not several",
					"write * where the array's elements are, as in /events/*");
		}
		Node node = this.root;
		for (String step : this.path) {
			node.leads = true;
			node = node.step(step);
		}
		node.leads = true;
		node.item = true;
	}

	/**
	 * Adds a text that stands around the items.
	 * @param pointer a JSON Pointer from the body's root, in which {@code *} is the
	 * element that the item stands in
	 * @return its index in what is found around each item
	 */
	int addAround(String pointer) {
		List<String> steps = steps(pointer);
		int shared = steps.lastIndexOf(EACH) + 1;
		if (shared > this.path.size() || !steps.subList(0, shared).equals(this.path.subList(0, shared))
				|| steps.equals(this.path)) {
			throw new Mistake("'" + pointer + "' does not stand around an item of /" + String.join("/", this.path),
					"write the same as in 'items' up to the last *");
		}
		Node node = this.root;
		for (String step : steps) {
			node = node.step(step);
		}
		if (node.index < 0) {
			node.index = this.around++;
		}
		return node.index;
	}

	private static List<String> steps(String pointer) {
		return Arrays.stream(pointer.substring(1).split("/", -1))
			.map((step) -> step.replace("~1", "/").replace("~0", "~"))
			.toList();
	}

	/**
	 * @param json a well-formed body
	 * @return the items in their order, or null if there is no array where they should be
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Item> in(byte[] json) {
		return new Walk(json, this.around).items(this.root);
	}

	/**
	 * One of several events.
	 *
	 * @param json its own bytes
	 * @param whole whether it is an item, and not something in whose place one was
	 * expected
	 * @param place where it stands
	 */
	record Item(byte[] json, boolean whole, Place place) {

		/**
		 * A text around it, or null if it is absent. Known when all items are.
		 */
		@Nullable String around(int index) {
			for (Place here = this.place; here != null; here = here.parent()) {
				String text = here.texts()[index];
				if (text != null) {
					return text;
				}
			}
			return null;
		}

	}

	/**
	 * The body, or an element of an array that leads to items.
	 *
	 * @param parent what it stands in, or null for the body
	 * @param texts what was found in it, by index
	 */
	record Place(@Nullable Place parent, @Nullable String[] texts) {
	}

	private static final class Node {

		private final Map<String, Node> children = new HashMap<>();

		private int index = -1;

		private boolean leads;

		private boolean item;

		private Node step(String name) {
			return this.children.computeIfAbsent(name, (absent) -> new Node());
		}

		/** What stands for each element of an array; a member may have that name too. */
		private @Nullable Node each() {
			return this.children.get(EACH);
		}

	}

	/**
	 * One pass over a body.
	 */
	private static final class Walk {

		private final byte[] json;

		private final int around;

		private final List<Item> found = new ArrayList<>();

		Walk(byte[] json, int around) {
			this.json = json;
			this.around = around;
		}

		@Nullable List<Item> items(Node root) {
			try (JsonParser parser = FieldTree.JSON.createParser(ObjectReadContext.empty(), this.json)) {
				return read(parser, parser.nextToken(), root, place(null)) ? this.found : null;
			}
		}

		private Place place(@Nullable Place parent) {
			return new Place(parent, new @Nullable String[this.around]);
		}

		/**
		 * @return whether there is an array of items in it, perhaps an empty one
		 */
		private boolean read(JsonParser parser, JsonToken token, Node node, Place place) {
			Node each = node.each();
			if (token == JsonToken.START_ARRAY && each != null) {
				for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
					element(parser, next, each, place(place));
				}
				return true;
			}
			boolean reached = false;
			if (token == JsonToken.START_OBJECT) {
				int before = this.found.size();
				while (parser.nextToken() != JsonToken.END_OBJECT) {
					Node child = node.children.get(parser.currentName());
					JsonToken value = parser.nextToken();
					if (child == null) {
						parser.skipChildren();
					}
					else if (child.leads) {
						// Of two members of one name the last counts, as everywhere.
						this.found.subList(before, this.found.size()).clear();
						reached = child.item ? cut(parser, start(parser), true, place)
								: read(parser, value, child, place);
					}
					else {
						read(parser, value, child, place);
					}
				}
			}
			else {
				parser.skipChildren();
				if (node.index >= 0 && token.isScalarValue()) {
					place.texts()[node.index] = (token == JsonToken.VALUE_NULL) ? null : FieldTree.text(parser);
				}
			}
			return reached;
		}

		/**
		 * What has nothing of an item in it is kept in its place: it was sent, too.
		 */
		private void element(JsonParser parser, JsonToken token, Node node, Place place) {
			long start = start(parser);
			int before = this.found.size();
			if (node.item) {
				cut(parser, start, true, place);
			}
			else if (!read(parser, token, node, place)) {
				this.found.subList(before, this.found.size()).clear();
				cut(parser, start, false, place);
			}
		}

		private boolean cut(JsonParser parser, long start, boolean whole, Place place) {
			if (this.found.size() == MOST) {
				throw new UnreadableBodyException(QuarantineReason.TOO_MANY_ITEMS, "there are more than " + MOST);
			}
			if (whole) {
				parser.skipChildren();
			}
			parser.finishToken();
			byte[] bytes = Arrays.copyOfRange(this.json, (int) start, (int) parser.currentLocation().getByteOffset());
			this.found.add(new Item(bytes, whole, place));
			return true;
		}

		private static long start(JsonParser parser) {
			return parser.currentTokenLocation().getByteOffset();
		}

	}

}
