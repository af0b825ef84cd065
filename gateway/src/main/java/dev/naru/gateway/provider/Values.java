package dev.naru.gateway.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a profile's values into readers, so that nothing is interpreted at run time.
 */
final class Values {

	private final FieldTree tree;

	private final @Nullable ItemRule items;

	private final RequestParts beside;

	private final Map<String, Set<String>> configWords;

	/**
	 * @param tree where the fields that the values read are added
	 */
	Values(FieldTree tree) {
		this(tree, null, new RequestParts(new LinkedHashSet<>(), new LinkedHashSet<>()), new TreeMap<>());
	}

	private Values(FieldTree tree, @Nullable ItemRule items, RequestParts beside,
			Map<String, Set<String>> configWords) {
		this.tree = tree;
		this.items = items;
		this.beside = beside;
		this.configWords = configWords;
	}

	/**
	 * Those of the same profile that read items.
	 * @param rule whose fields the values read
	 */
	Values of(ItemRule rule) {
		return new Values(rule.tree(), rule, this.beside, this.configWords);
	}

	/**
	 * What all values compiled so far read beside the body.
	 */
	RequestParts beside() {
		return this.beside;
	}

	/**
	 * The keys under the source's {@code config} that the values compiled so far take
	 * something from, each with the words that it may be; none means any.
	 */
	Map<String, Set<String>> configWords() {
		return Map.copyOf(this.configWords);
	}

	/** Reads one piece of text. */
	@FunctionalInterface
	interface TextReader {

		/**
		 * @return the text, or null if it is absent or empty
		 */
		@Nullable String read(Message message);

	}

	/** Says whether a condition holds. */
	@FunctionalInterface
	interface Test {

		boolean holds(Message message);

	}

	/**
	 * What readers read from.
	 *
	 * @param delivery the delivery
	 * @param content the bytes that say it
	 * @param fields the fields that they hold
	 * @param config what the operator gives the source
	 */
	record Message(Delivery delivery, byte[] content, @Nullable String[] fields, Map<String, String> config) {
	}

	TextReader compile(@Nullable Value value) {
		return switch (value) {
			case null -> (message) -> null;
			case Value.Header(String name) -> {
				this.beside.headers().add(name);
				yield (message) -> message.delivery().headers().only(name);
			}
			case Value.Field(String pointer) -> field(this.tree.add(pointer));
			case Value.Around(String pointer) -> field(around(pointer));
			case Value.Query(String name) -> {
				this.beside.parameters().add(name);
				yield (message) -> query(message.delivery(), name);
			}
			case Value.Text(String text) -> (message) -> text;
			case Value.NameOf(List<String> pointers) -> first(pointers.stream().map(this::name).toList());
			case Value.Config(String key, List<String> words) -> config(key, words);
			case Value.BodyHash() -> hash(this.items);
			case Value.Concat(List<Value> parts) -> concat(parts.stream().map(this::compile).toList());
			case Value.First(List<Value> choices) -> first(choices.stream().map(this::compile).toList());
		};
	}

	Test compile(@Nullable Condition condition) {
		if (condition == null) {
			return (message) -> true;
		}
		TextReader absent = compile(condition.absent());
		TextReader present = compile((condition.present() != null) ? condition.present() : new Value.Text("always"));
		String is = condition.is();
		TextReader value = compile(condition.value());
		return (message) -> present.read(message) != null && absent.read(message) == null
				&& (is == null || is.equals(value.read(message)));
	}

	private int around(String pointer) {
		if (this.items == null) {
			throw new Mistake("there are no items for '" + pointer + "' to stand around",
					"write 'field', or say under 'items' where they are");
		}
		return this.items.addAround(pointer);
	}

	private TextReader name(String pointer) {
		int index = this.tree.addPresence(pointer);
		String name = pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
		return (message) -> (message.fields()[index] != null) ? name : null;
	}

	private TextReader config(String key, List<String> words) {
		this.configWords.put(key, new TreeSet<>(words));
		return (message) -> message.config().get(key);
	}

	private static TextReader hash(@Nullable ItemRule items) {
		return (items != null) ? (message) -> items.idByContent(message.content(), message.fields()).value()
				: (message) -> EventId.ofBody(message.content()).value();
	}

	private static TextReader field(int index) {
		return (message) -> {
			String text = message.fields()[index];
			return (text == null || text.isEmpty()) ? null : text;
		};
	}

	private static @Nullable String query(Delivery delivery, String name) {
		try {
			String text = delivery.parameters().first(name);
			return (text == null || text.isEmpty()) ? null : text;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static TextReader concat(List<TextReader> parts) {
		return (message) -> {
			StringBuilder whole = new StringBuilder();
			for (TextReader part : parts) {
				String text = part.read(message);
				if (text == null) {
					return null;
				}
				whole.append(text);
			}
			return whole.toString();
		};
	}

	private static TextReader first(List<TextReader> choices) {
		return (message) -> {
			for (TextReader choice : choices) {
				String text = choice.read(message);
				if (text != null) {
					return text;
				}
			}
			return null;
		};
	}

}
