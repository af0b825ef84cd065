package dev.naru.schemas.example;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param topics the topics to read; none means those of all providers
 * @param max after how many events to stop
 * @param idle after how long without a record to stop; empty means never
 */
record Options(List<String> topics, long max, Optional<Duration> idle) {

	static final String USAGE = "Usage: PrintEvents [--max EVENTS] [--idle SECONDS] [TOPIC...]";

	static Options of(String... arguments) {
		List<String> topics = new ArrayList<>();
		long max = Long.MAX_VALUE;
		Optional<Duration> idle = Optional.empty();
		Iterator<String> rest = List.of(arguments).iterator();
		while (rest.hasNext()) {
			String argument = rest.next();
			switch (argument) {
				case "--max" -> max = number(argument, rest);
				case "--idle" -> idle = Optional.of(Duration.ofSeconds(number(argument, rest)));
				default -> topics.add(topic(argument));
			}
		}
		return new Options(List.copyOf(topics), max, idle);
	}

	private static long number(String option, Iterator<String> rest) {
		String text = rest.hasNext() ? rest.next() : "";
		if (!text.matches("[1-9][0-9]{0,8}")) {
			throw new IllegalArgumentException(option + " needs a whole number above 0. " + USAGE);
		}
		return Long.parseLong(text);
	}

	private static String topic(String argument) {
		if (argument.startsWith("-")) {
			throw new IllegalArgumentException("Unknown option " + argument + ". " + USAGE);
		}
		return argument;
	}

}
