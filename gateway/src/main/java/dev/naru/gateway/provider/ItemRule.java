package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

import dev.naru.gateway.webhook.EventId;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one kind are read in a body that carries several: each like a body of
 * its own, and what stands around it beside.
 */
final class ItemRule {

	private final Items items;

	private final int kind;

	private final FieldTree tree = new FieldTree();

	/** By its pointer, a text around an item. */
	private final Map<String, Around> around = new TreeMap<>();

	/**
	 * @param items all items of a message
	 * @param pointer where those of this kind stand
	 */
	ItemRule(Items items, String pointer) {
		this.items = items;
		this.kind = items.add(pointer);
	}

	/**
	 * The number of the kind.
	 */
	int kind() {
		return this.kind;
	}

	/**
	 * The fields of one item.
	 */
	FieldTree tree() {
		return this.tree;
	}

	/**
	 * Adds a text that stands around the items.
	 * @return its index among the fields
	 */
	int addAround(String pointer) {
		return this.around
			.computeIfAbsent(pointer, (text) -> new Around(this.items.addAround(this.kind, text), this.tree.reserve()))
			.field();
	}

	/**
	 * @param wanted the kinds of items that count
	 * @return the items of all kinds, or null if the payload has no array of them
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Items.Item> in(Payload payload, IntPredicate wanted) {
		return (payload instanceof Payload.Json(byte[] utf8)) ? this.items.in(utf8, wanted) : null;
	}

	/**
	 * The fields of an item, those from around among them.
	 * @throws UnreadableBodyException if one of them is no text
	 */
	@Nullable String[] fields(Items.Item item) {
		@Nullable String[] fields = this.tree.readJson(item.json());
		this.around.values().forEach((text) -> fields[text.field()] = item.around(text.index()));
		return fields;
	}

	/**
	 * The id of an item that has none: the hash of its bytes and of all that is read
	 * around it.
	 * @param json its bytes
	 * @param fields its fields
	 */
	EventId idByContent(byte[] json, @Nullable String[] fields) {
		List<@Nullable String> texts = new ArrayList<>();
		this.around.values().forEach((text) -> texts.add(fields[text.field()]));
		return Items.idByContent(json, texts);
	}

	/**
	 * @param index of the text in what is found around an item
	 * @param field its index among the fields of the item
	 */
	private record Around(int index, int field) {
	}

}
