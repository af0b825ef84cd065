package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import dev.naru.gateway.provider.Surroundings.Span;
import dev.naru.gateway.webhook.EventDigest;
import dev.naru.gateway.webhook.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events in a body that carries several, each cut out byte for byte, together
 * with what the body says around it. They may stand in several places; an element in
 * which others are found is none itself.
 */
final class Items {

	/**
	 * How many are taken at once. Meta sends 1000 at most, others less; a body of 1 MB
	 * has room for no more real ones.
	 */
	static final int MOST = 5_000;

	private static final String EACH = "*";

	/** Where each kind of items stands. */
	private final List<List<String>> paths = new ArrayList<>();

	private final Node root = new Node();

	private int around;

	/**
	 * Adds a place where items stand.
	 * @param pointer a JSON Pointer in which {@code *} is each element of an array
	 * @return the number of their kind, counted from 0
	 */
	int add(String pointer) {
		if (!ValueSyntax.isPointer(pointer)) {
			throw new Mistake("'" + pointer + "' is not a JSON Pointer",
					"write * where the array's elements are, as in /events/*");
		}
		List<String> path = steps(pointer);
		if (!path.contains(EACH)) {
			throw new Mistake("'" + pointer + "' finds one thing and not several",
					"write * where the array's elements are, as in /events/*");
		}
		Node node = this.root;
		for (String step : path) {
			node.leads = true;
			node = node.step(step);
		}
		node.leads = true;
		node.kinds.add(this.paths.size());
		this.paths.add(path);
		return this.paths.size() - 1;
	}

	/**
	 * Adds a text that stands around the items of a kind.
	 * @param pointer a JSON Pointer from the body's root, in which {@code *} is the
	 * element that the item stands in
	 * @return its index in what is found around each item
	 */
	int addAround(int kind, String pointer) {
		List<String> path = this.paths.get(kind);
		List<String> steps = steps(pointer);
		int shared = steps.lastIndexOf(EACH) + 1;
		if (shared > path.size() || !steps.subList(0, shared).equals(path.subList(0, shared)) || steps.equals(path)) {
			throw new Mistake("'" + pointer + "' does not stand around an item of /" + String.join("/", path),
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
	 * @param wanted the kinds of items that count
	 * @return the items in their order, or null if there is no array where they should be
	 * @throws UnreadableBodyException if there are too many
	 */
	@Nullable List<Item> in(byte[] json, IntPredicate wanted) {
		return new ItemWalk(json, this.around, wanted).items(this.root);
	}

	/**
	 * One of several events.
	 *
	 * @param json its own bytes
	 * @param kind the number of its kind, or {@link #NO_ITEM} for something in whose
	 * place an item was expected
	 * @param place where it stands
	 * @param around what the body is without it and its likes
	 */
	record Item(byte[] json, int kind, Place place, Surroundings around) {

		static final int NO_ITEM = -1;

		boolean whole() {
			return this.kind != NO_ITEM;
		}

		/**
		 * The id of an item that has none: the hash of all that can be told of it.
		 */
		EventId idByContent() {
			List<@Nullable String> texts = new ArrayList<>();
			for (int i = 0; i < this.place.texts().length; i++) {
				texts.add(around(i));
			}
			return Items.idByContent(this.json, texts);
		}

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
	 * The id of an item that has none.
	 * @param json its own bytes
	 * @param around what stands around it: nothing else may tell two items apart
	 */
	static EventId idByContent(byte[] json, List<@Nullable String> around) {
		return around.isEmpty() ? EventId.ofBody(json) : EventId.ofHash(EventDigest.of(json, around));
	}

	/**
	 * The body, or an element of an array that leads to items.
	 *
	 * @param parent what it stands in, or null for the body
	 * @param texts what was found in it, by index
	 * @param array the inside of the array that it stands in, between the brackets
	 * @param element the element itself
	 */
	record Place(@Nullable Place parent, @Nullable String[] texts, Span array, Span element) {
	}

	/**
	 * A step on the way to items or to what stands around them.
	 */
	static final class Node {

		private final Map<String, Node> children = new HashMap<>();

		private int index = -1;

		private boolean leads;

		private final List<Integer> kinds = new ArrayList<>(1);

		private Node step(String name) {
			return this.children.computeIfAbsent(name, (absent) -> new Node());
		}

		/**
		 * The next step, or null if it leads nowhere.
		 */
		@Nullable Node child(String name) {
			return this.children.get(name);
		}

		/**
		 * Of a text that stands around, or -1.
		 */
		int index() {
			return this.index;
		}

		/**
		 * Whether items are found this way.
		 */
		boolean leads() {
			return this.leads;
		}

		/**
		 * The first kind of the items that stand here and are wanted.
		 */
		int kind(IntPredicate wanted) {
			for (int kind : this.kinds) {
				if (wanted.test(kind)) {
					return kind;
				}
			}
			return Item.NO_ITEM;
		}

		/** What stands for each element of an array; a member may have that name too. */
		@Nullable Node each() {
			return this.children.get(EACH);
		}

	}

}
