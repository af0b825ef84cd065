package dev.naru.gateway.chaos;

import java.util.Locale;

/**
 * What was measured, line by line, told as soon as it is known.
 */
final class Findings {

	private final StringBuilder table = new StringBuilder();

	void note(String what, double number) {
		note(what, String.format(Locale.ROOT, (number < 10) ? "%,.2f" : "%,.0f", number));
	}

	void note(String what, String found) {
		String line = String.format(Locale.ROOT, "| %-40s | %s", what, found);
		System.out.println(line);
		this.table.append(line).append('\n');
	}

	@Override
	public String toString() {
		return this.table.toString();
	}

}
