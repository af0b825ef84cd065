package dev.naru.gateway.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How the events of a body that carries several are read: each like a body of its own,
 * and what stands around it beside.
 */
final class ItemRule {

	private final Items items;

	private final FieldTree tree = new FieldTree();

	/** Where a text from around is among the fields of an item. */
	private final Map<Integer, Integer> fromAround = new HashMap<>();

	/**
	 * @param pointer where the items stand
	 */
	ItemRule(String pointer) {
		this.items = new Items(pointer);
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
		return this.fromAround.computeIfAbsent(this.items.addAround(pointer), (around) -> this.tree.reserve());
	}

	/**
	 * @return the items, or null if the payload has no array of them
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Items.Item> in(Payload payload) {
		return (payload instanceof Payload.Json(byte[] utf8)) ? this.items.in(utf8) : null;
	}

	/**
	 * The fields of an item, those from around among them.
	 * @throws UnreadableBodyException if one of them is no text
	 */
	@Nullable String[] fields(Items.Item item) {
		@Nullable String[] fields = this.tree.readJson(item.json());
		this.fromAround.forEach((around, index) -> fields[index] = item.around(around));
		return fields;
	}

}
