package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.chaos.Message.Kind;

/**
 * Position of each lane of a sender, as its journal tells it: a sender that was killed
 * goes on with what it had not heard a yes to.
 */
final class Progress {

	private static final int SUBJECT_DIGITS = 7;

	private static final int FIRST_SUBJECT = 1_000_000;

	private final Map<Integer, Integer> next = new HashMap<>();

	/**
	 * @param journal may be absent
	 */
	static Progress read(Path journal) throws IOException {
		Progress progress = new Progress();
		if (Files.exists(journal)) {
			try (Stream<String> lines = Files.lines(journal)) {
				lines.map(Answer::parse).forEach(progress::add);
			}
		}
		return progress;
	}

	private void add(Answer answer) {
		if (answer.kind() != Kind.ORDERED && answer.kind() != Kind.SINGLE) {
			return;
		}
		String subject = answer.subject();
		int lane = Integer.parseInt(subject.substring(0, subject.length() - SUBJECT_DIGITS - 1));
		int number = Integer.parseInt(subject.substring(subject.length() - SUBJECT_DIGITS)) - FIRST_SUBJECT;
		int event = (answer.kind() == Kind.ORDERED) ? number * Sender.EVENTS_OF_A_SUBJECT + answer.sequence() : number;
		this.next.merge(lane, answer.isYes() ? event + 1 : event, Math::max);
	}

	/**
	 * The number of the event with which a lane goes on.
	 */
	int next(int lane) {
		return this.next.getOrDefault(lane, 0);
	}

	/**
	 * The subject of a lane, in digits that no other lane has.
	 */
	static String subject(int lane, int number) {
		return lane + "0" + (FIRST_SUBJECT + number);
	}

}
