package dev.naru.gateway.logging;

/**
 * Escape sequences, as Java writes them, for characters that end a line, steer a terminal
 * or reorder what is seen: Unicode's controls, format characters and separators of lines
 * and paragraphs.
 */
final class Escape {

	private Escape() {
	}

	/**
	 * A text on one line.
	 */
	static String line(String text) {
		return escape(text, false, false);
	}

	/**
	 * A text of several lines that are meant to be such.
	 */
	static String lines(String text) {
		return escape(text, false, true);
	}

	/**
	 * A text to stand between quotation marks.
	 */
	static String quoted(String text) {
		return escape(text, true, false);
	}

	private static String escape(String text, boolean quotes, boolean lineFeeds) {
		int first = 0;
		while (first < text.length() && !isEscaped(text, first, quotes, lineFeeds)) {
			first++;
		}
		if (first == text.length()) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
		for (int i = first; i < text.length(); i++) {
			if (isEscaped(text, i, quotes, lineFeeds)) {
				append(escaped, text.charAt(i));
			}
			else {
				escaped.append(text.charAt(i));
			}
		}
		return escaped.toString();
	}

	private static void append(StringBuilder escaped, char character) {
		switch (character) {
			case '\n' -> escaped.append("\\n");
			case '\r' -> escaped.append("\\r");
			case '\t' -> escaped.append("\\t");
			case '"', '\\' -> escaped.append('\\').append(character);
			default -> escaped.append("\\u").append(java.util.HexFormat.of().toHexDigits(character));
		}
	}

	private static boolean isEscaped(String text, int index, boolean quotes, boolean lineFeeds) {
		char character = text.charAt(index);
		if (character >= ' ' && character < 0x7f) {
			return quotes && (character == '"' || character == '\\');
		}
		return !(lineFeeds && (character == '\n' || character == '\t')) && isHarmful(text, index, character);
	}

	/**
	 * The halves of a pair are judged as what they are together.
	 */
	private static boolean isHarmful(String text, int index, char character) {
		int point = Character.isLowSurrogate(character) && index > 0 ? text.codePointAt(index - 1)
				: text.codePointAt(index);
		if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
			point = character;
		}
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				true;
			default -> false;
		};
	}

}
