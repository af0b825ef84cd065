package dev.naru.gateway.provider;

import java.util.List;

/**
 * Where a profile finds a piece of text in a delivery. A piece that is not there is
 * absent; an empty one is absent too.
 */
sealed interface Value {

	/**
	 * Whether no delivery is without it.
	 */
	default boolean isAlwaysThere() {
		return switch (this) {
			case Text constant -> true;
			case BodyHash hash -> true;
			case Concat(List<Value> parts) -> parts.stream().allMatch(Value::isAlwaysThere);
			case First(List<Value> choices) -> choices.stream().anyMatch(Value::isAlwaysThere);
			case Header header -> false;
			case Query query -> false;
			case Field field -> false;
			case Around around -> false;
			case NameOf name -> false;
			case Config config -> false;
		};
	}

	/** A header that is there exactly once. */
	record Header(String name) implements Value {
	}

	/**
	 * A scalar of the body, by JSON Pointer (RFC 6901); a form's fields are members of
	 * one object.
	 */
	record Field(String pointer) implements Value {
	}

	/**
	 * A scalar that stands around an item, by JSON Pointer from the body's root; * is the
	 * element that the item stands in.
	 */
	record Around(String pointer) implements Value {
	}

	/**
	 * The name of the first of these members that is there, whatever it holds; null,
	 * false, an empty text and an empty array are not there.
	 *
	 * @param pointers JSON Pointers whose last step is the name
	 */
	record NameOf(List<String> pointers) implements Value {
	}

	/**
	 * A value that the operator gives under the source's {@code config}.
	 *
	 * @param words what it may be; anything if there are none
	 */
	record Config(String key, List<String> words) implements Value {
	}

	/** A parameter of the query. */
	record Query(String name) implements Value {
	}

	/** A constant. */
	record Text(String text) implements Value {
	}

	/**
	 * The hash of the body, {@code sha256-<hex>}; for an item, of it and of all that the
	 * profile reads around it.
	 */
	record BodyHash() implements Value {
	}

	/** All of them in one; absent if one of them is. */
	record Concat(List<Value> parts) implements Value {
	}

	/** The first that is there. */
	record First(List<Value> choices) implements Value {
	}

}
