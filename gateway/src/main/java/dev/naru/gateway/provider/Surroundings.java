package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Surroundings of an item: the body that it stands in, without it and without the other
 * items. With the item put between them, the two halves are a body of one item.
 */
public final class Surroundings {

	private final byte[] body;

	private final Span item;

	private final Items.Place place;

	private final List<Span> arrays;

	/**
	 * @param body the whole body, a well-formed JSON text in UTF-8; not to be changed
	 * @param item where the item stands in it
	 * @param place the innermost element of an array around the item
	 * @param arrays the insides of all arrays of items, in their order, known when all
	 * items are
	 */
	Surroundings(byte[] body, Span item, Items.Place place, List<Span> arrays) {
		this.body = body;
		this.item = item;
		this.place = place;
		this.arrays = arrays;
	}

	/**
	 * Puts the halves together, unless they are too large. They are made anew each time:
	 * of many items there would be many.
	 * @param mostBytes how many bytes they may be together
	 * @return the halves, or null if they are more
	 */
	public @Nullable Halves halves(int mostBytes) {
		List<Span> before = new ArrayList<>();
		List<Span> after = new ArrayList<>();
		int start = this.item.start();
		int end = this.item.end();
		int left = mostBytes;
		for (Items.Place here = this.place; here != null && left >= 0; here = here.parent()) {
			List<Span> outer = new ArrayList<>();
			left = addWithoutArrays(outer, here.element().start(), start, left);
			before.addAll(0, outer);
			left = addWithoutArrays(after, end, here.element().end(), left);
			start = here.array().start();
			end = here.array().end();
		}
		return (left >= 0) ? new Halves(text(before), text(after)) : null;
	}

	/**
	 * Adds the pieces of a part of the body between the other arrays of items in it.
	 * @param most how many bytes they may be
	 * @return how many more there may be, negative if they are too many
	 */
	private int addWithoutArrays(List<Span> pieces, int start, int end, int most) {
		int left = most;
		int from = start;
		for (int i = firstArray(start); left >= 0 && i < this.arrays.size()
				&& this.arrays.get(i).start() <= end; i = Math.max(i + 1, firstArray(from))) {
			Span array = this.arrays.get(i);
			if (array.end() <= end) {
				pieces.add(new Span(from, array.start()));
				left -= array.start() - from;
				from = array.end();
			}
		}
		pieces.add(new Span(from, end));
		return left - (end - from);
	}

	/**
	 * The first array that begins at a place in the body or behind it.
	 */
	private int firstArray(int from) {
		int low = 0;
		int high = this.arrays.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.arrays.get(middle).start() < from) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
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
	 * @param before what stands before the item
	 * @param after what stands behind it
	 */
	public record Halves(String before, String after) {
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
