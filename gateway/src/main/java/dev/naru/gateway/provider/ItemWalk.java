package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

	private final List<Item> found = new ArrayList<>();

	ItemWalk(byte[] json, int around) {
		this.json = json;
		this.around = around;
	}

	/**
	 * @return the items in their order, or null if there is no array where they should be
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Item> items(Node root) {
		try (JsonParser parser = FieldTree.JSON.createParser(ObjectReadContext.empty(), this.json)) {
			Span whole = new Span(0, this.json.length);
			return read(parser, parser.nextToken(), root, place(null, whole, whole)) ? this.found : null;
		}
	}

	private Place place(@Nullable Place parent, Span array, Span element) {
		return new Place(parent, new @Nullable String[this.around], array, element);
	}

	/**
	 * @return whether there is an array of items in it, perhaps an empty one
	 */
	private boolean read(JsonParser parser, JsonToken token, Node node, Place place) {
		Node each = node.each();
		if (token == JsonToken.START_ARRAY && each != null) {
			Span array = new Span(end(parser));
			for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
				Span element = new Span((int) start(parser));
				element(parser, next, each, place(place, array, element));
				element.endAt(end(parser));
			}
			array.endAt(end(parser) - 1);
			return true;
		}
		boolean reached = false;
		if (token == JsonToken.START_OBJECT) {
			int before = this.found.size();
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				Node child = node.child(parser.currentName());
				JsonToken value = parser.nextToken();
				if (child == null) {
					parser.skipChildren();
				}
				else if (child.leads()) {
					// Of two members of one name the last counts, as everywhere.
					this.found.subList(before, this.found.size()).clear();
					reached = child.isItem() ? cut(parser, start(parser), true, place)
							: read(parser, value, child, place);
				}
				else {
					read(parser, value, child, place);
				}
			}
		}
		else {
			parser.skipChildren();
			if (node.index() >= 0 && token.isScalarValue()) {
				place.texts()[node.index()] = (token == JsonToken.VALUE_NULL) ? null : FieldTree.text(parser);
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
		if (node.isItem()) {
			cut(parser, start, true, place);
		}
		else if (!read(parser, token, node, place)) {
			this.found.subList(before, this.found.size()).clear();
			cut(parser, start, false, place);
		}
	}

	private boolean cut(JsonParser parser, long start, boolean whole, Place place) {
		if (this.found.size() == Items.MOST) {
			throw new UnreadableBodyException(QuarantineReason.TOO_MANY_ITEMS, "there are more than " + Items.MOST);
		}
		if (whole) {
			parser.skipChildren();
		}
		Span item = new Span((int) start, end(parser));
		this.found.add(new Item(Arrays.copyOfRange(this.json, item.start(), item.end()), whole, place,
				() -> Surroundings.of(this.json, item, place)));
		return true;
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
