package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Surroundings of an item: the body that it stands in, without it and without the other
 * items. With the item put between them, the two halves are a body of one item.
 */
public final class Surroundings {

	private final byte[] body;

	private final List<Span> before;

	private final List<Span> after;

	private Surroundings(byte[] body, List<Span> before, List<Span> after) {
		this.body = body;
		this.before = before;
		this.after = after;
	}

	/**
	 * @param body the whole body, a well-formed JSON text in UTF-8; not to be changed
	 * @param item where the item stands in it
	 * @param place the innermost element of an array around the item
	 * @param arrays the insides of all arrays of items, in their order
	 */
	static Surroundings of(byte[] body, Span item, Items.Place place, List<Span> arrays) {
		List<Span> before = new ArrayList<>();
		List<Span> after = new ArrayList<>();
		int start = item.start();
		int end = item.end();
		for (Items.Place here = place; here != null; here = here.parent()) {
			Span element = here.element();
			Span array = here.array();
			before.addAll(0, without(arrays, element.start(), start));
			after.addAll(without(arrays, end, element.end()));
			start = array.start();
			end = array.end();
		}
		return new Surroundings(body, List.copyOf(before), List.copyOf(after));
	}

	/**
	 * A piece of the body, without what stands in other arrays of items.
	 */
	private static List<Span> without(List<Span> arrays, int start, int end) {
		List<Span> pieces = new ArrayList<>();
		int from = start;
		for (Span array : arrays) {
			if (array.start() >= from && array.end() <= end) {
				pieces.add(new Span(from, array.start()));
				from = array.end();
			}
		}
		pieces.add(new Span(from, end));
		return pieces;
	}

	/**
	 * How many bytes they are.
	 */
	public long size() {
		return size(this.before) + size(this.after);
	}

	/**
	 * What stands before the item.
	 */
	public String before() {
		return text(this.before);
	}

	/**
	 * What stands behind it.
	 */
	public String after() {
		return text(this.after);
	}

	private static long size(List<Span> spans) {
		return spans.stream().mapToLong((span) -> span.end() - span.start()).sum();
	}

	/**
	 * Each piece begins and ends beside a character of JSON's own grammar.
	 */
	private String text(List<Span> spans) {
		StringBuilder text = new StringBuilder();
		spans.forEach((span) -> text
			.append(new String(this.body, span.start(), span.end() - span.start(), StandardCharsets.UTF_8)));
		return text.toString();
	}

	/**
	 * A part of the body, which may be known only when it has been passed.
	 */
	static final class Span {

		private final int start;

		private int end;

		/**
		 * @param start its first byte
		 */
		Span(int start) {
			this(start, start);
		}

		/**
		 * @param end the first byte behind it
		 */
		Span(int start, int end) {
			this.start = start;
			this.end = end;
		}

		int start() {
			return this.start;
		}

		int end() {
			return this.end;
		}

		void endAt(int position) {
			this.end = position;
		}

	}

}
