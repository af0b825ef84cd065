package dev.naru.gateway.lint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes as people can read them: nothing in them is invisible, and a long text is
 * shortened in its middle.
 */
final class VisibleText {

	/** The most bytes that are shown whole. */
	private static final int LONGEST = 240;

	private static final int HEAD = 160;

	private static final int TAIL = 48;

	private VisibleText() {
	}

	static String of(byte[] bytes) {
		if (bytes.length <= LONGEST) {
			return blanks(visible(bytes));
		}
		int head = HEAD;
		int tail = bytes.length - TAIL;
		// Characters stay whole.
		while (head > HEAD - 3 && isContinued(bytes[head])) {
			head--;
		}
		while (tail < bytes.length - TAIL + 3 && isContinued(bytes[tail])) {
			tail++;
		}
		return blanks(visible(Arrays.copyOf(bytes, head)) + " … (" + bytes.length + " bytes in all) … "
				+ visible(Arrays.copyOfRange(bytes, tail, bytes.length)));
	}

	private static boolean isContinued(byte unit) {
		return (unit & 0xc0) == 0x80;
	}

	private static String visible(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		try {
			StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(bytes))
				.codePoints()
				.forEach((point) -> text.append(visible(point)));
		}
		catch (CharacterCodingException ex) {
			for (byte unit : bytes) {
				text.append((unit < 0) ? "\\x" + HexFormat.of().toHexDigits(unit) : visible(unit));
			}
		}
		return text.toString();
	}

	private static String visible(int point) {
		if (point == '\n') {
			return "⏎";
		}
		if (point < ' ') {
			return Character.toString('␀' + point);
		}
		if (point == 0x7f) {
			return "␡";
		}
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE ->
				"\\u{" + Integer.toHexString(point) + "}";
			case Character.SPACE_SEPARATOR -> (point == ' ') ? " " : "\\u{" + Integer.toHexString(point) + "}";
			default -> Character.toString(point);
		};
	}

	/**
	 * At an end a blank cannot be seen, and where there is nothing that has to be said.
	 */
	private static String blanks(String text) {
		if (text.isEmpty()) {
			return "(empty)";
		}
		int start = 0;
		while (start < text.length() && text.charAt(start) == ' ') {
			start++;
		}
		int end = text.length();
		while (end > start && text.charAt(end - 1) == ' ') {
			end--;
		}
		return "␠".repeat(start) + text.substring(start, end) + "␠".repeat(text.length() - end);
	}

}
