package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import dev.naru.gateway.provider.Items.Item;
import dev.naru.gateway.provider.Items.Node;
import dev.naru.gateway.provider.Items.Place;
import dev.naru.gateway.provider.Surroundings.Span;
import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * One pass over a body with several events.
 */
final class ItemWalk {

	private final byte[] json;

	private final int around;

	private final IntPredicate wanted;

	/** The insides of all arrays of items, in their order. */
	private final List<Span> arrays = new ArrayList<>();

	private int count;

	/**
	 * @param json the body
	 * @param around how many texts there may be around an item
	 * @param wanted the kinds of items that count
	 */
	ItemWalk(byte[] json, int around, IntPredicate wanted) {
		this.json = json;
		this.around = around;
		this.wanted = wanted;
	}

	/**
	 * @return the items in their order, or null if there is no array where they should be
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Item> items(Node root) {
		try (JsonParser parser = FieldTree.JSON.createParser(ObjectReadContext.empty(), this.json)) {
			Span whole = new Span(0, this.json.length);
			return below(parser, parser.nextToken(), root, place(null, whole, whole));
		}
	}

	private Place place(@Nullable Place parent, Span array, Span element) {
		return new Place(parent, new @Nullable String[this.around], array, element);
	}

	/**
	 * @return the items in it, or null if no array of them is there, not even an empty
	 * one
	 */
	private @Nullable List<Item> below(JsonParser parser, JsonToken token, Node node, Place place) {
		Node each = node.each();
		if (token == JsonToken.START_ARRAY && each != null) {
			Span array = new Span(end(parser));
			if (this.arrays.size() == Items.MOST) {
				throw tooMany("arrays");
			}
			this.arrays.add(array);
			List<Item> found = new ArrayList<>();
			for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
				Span element = new Span((int) start(parser));
				found.addAll(element(parser, next, each, place(place, array, element)));
				element.endAt(end(parser));
			}
			array.endAt(end(parser) - 1);
			return found;
		}
		if (token == JsonToken.START_OBJECT) {
			return members(parser, node, place);
		}
		parser.skipChildren();
		if (node.index() >= 0 && token.isScalarValue()) {
			place.texts()[node.index()] = (token == JsonToken.VALUE_NULL) ? null : FieldTree.text(parser);
		}
		return null;
	}

	private @Nullable List<Item> members(JsonParser parser, Node node, Place place) {
		Map<Node, List<Item>> found = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			Node child = node.child(parser.currentName());
			JsonToken value = parser.nextToken();
			if (child == null) {
				parser.skipChildren();
				continue;
			}
			// Of two members of one name the last counts, as everywhere.
			found.remove(child);
			List<Item> items = at(parser, value, child, place);
			if (items != null) {
				found.put(child, items);
			}
		}
		return found.isEmpty() ? null : found.values().stream().flatMap(List::stream).toList();
	}

	/**
	 * What has nothing of an item in it is kept in its place: it was sent, too.
	 */
	private List<Item> element(JsonParser parser, JsonToken token, Node node, Place place) {
		long start = start(parser);
		List<Item> items = at(parser, token, node, place);
		return (items != null) ? items : List.of(cut(parser, start, Item.NO_ITEM, place));
	}

	/**
	 * @return the items in it or itself, or null if it is no item either
	 */
	private @Nullable List<Item> at(JsonParser parser, JsonToken token, Node node, Place place) {
		long start = start(parser);
		int kind = node.kind(this.wanted);
		List<Item> items = below(parser, token, node, place);
		return (items == null && kind != Item.NO_ITEM) ? List.of(cut(parser, start, kind, place)) : items;
	}

	/**
	 * @param start where it starts; it ends where the parser is
	 */
	private Item cut(JsonParser parser, long start, int kind, Place place) {
		if (this.count++ == Items.MOST) {
			throw tooMany("items");
		}
		Span item = new Span((int) start, end(parser));
		return new Item(Arrays.copyOfRange(this.json, item.start(), item.end()), kind, place,
				new Surroundings(this.json, item, place, this.arrays));
	}

	private static UnreadableBodyException tooMany(String what) {
		return new UnreadableBodyException(QuarantineReason.TOO_MANY_ITEMS,
				"there are more than " + Items.MOST + " " + what);
	}

	/**
	 * Behind what has just been read.
	 */
	private static int end(JsonParser parser) {
		parser.finishToken();
		return (int) parser.currentLocation().getByteOffset();
	}

	private static long start(JsonParser parser) {
		return parser.currentTokenLocation().getByteOffset();
	}

}
