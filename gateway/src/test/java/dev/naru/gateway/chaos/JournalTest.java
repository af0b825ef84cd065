package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.naru.gateway.chaos.Message.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sender that was killed goes on with the event to which it has written down no yes.
 */
class JournalTest {

	private static final int LANE = 112;

	@TempDir
	Path folder = Path.of("");

	private Path file = Path.of("");

	@BeforeEach
	void file() {
		this.file = this.folder.resolve("journal.tsv");
	}

	private static Message event(Kind kind, int subject, int sequence) {
		return Message.genuine(kind, Origin.STEPPAY, "event", Progress.subject(LANE, subject), sequence);
	}

	private void intend(Message... messages) throws IOException {
		try (Journal journal = new Journal(this.file)) {
			for (Message message : messages) {
				journal.intend(message, 1);
			}
		}
	}

	private void answer(Message message, int status) throws IOException {
		Files.writeString(this.file, Answer.to(message, 1, 2, status, 1).line() + "\n", StandardOpenOption.APPEND);
	}

	@Test
	void whoHasWrittenNothingBeginsAtTheBeginning() throws IOException {
		assertThat(Progress.read(this.file).next(LANE)).isZero();
	}

	@Test
	void whatWasOnlyAboutToBeSentIsSentAgain() throws IOException {
		intend(event(Kind.ORDERED, 2, 7));

		assertThat(Progress.read(this.file).next(LANE)).isEqualTo(2 * Sender.EVENTS_OF_A_SUBJECT + 7);
		assertThat(Progress.read(this.file).next(LANE + 1)).isZero();
	}

	@Test
	void theNextIsSentOnlyAfterAYes() throws IOException {
		intend(event(Kind.ORDERED, 2, 7));
		answer(event(Kind.ORDERED, 2, 7), 503);
		assertThat(Progress.read(this.file).next(LANE)).isEqualTo(2 * Sender.EVENTS_OF_A_SUBJECT + 7);

		answer(event(Kind.ORDERED, 2, 7), 200);
		assertThat(Progress.read(this.file).next(LANE)).isEqualTo(2 * Sender.EVENTS_OF_A_SUBJECT + 8);
	}

	@Test
	void eventsThatStandAloneAreCountedByThemselves() throws IOException {
		intend(event(Kind.SINGLE, 41, 0));
		answer(event(Kind.SINGLE, 41, 0), 200);

		assertThat(Progress.read(this.file).next(LANE)).isEqualTo(42);
	}

	@Test
	void aLineThatTheKillCutIsAsIfItHadNotBeenWritten() throws IOException {
		intend(event(Kind.ORDERED, 0, 3));
		String torn = Answer.to(event(Kind.ORDERED, 0, 3), 1, 2, 200, 1).line();
		Files.writeString(this.file, torn, StandardOpenOption.APPEND);

		intend(event(Kind.ORDERED, 0, 4));

		List<Answer> lines = Files.readAllLines(this.file).stream().map(Answer::parse).toList();
		assertThat(lines).extracting(Answer::status).containsExactly(Wire.PENDING, Wire.PENDING);
	}

	@Test
	void anEventIsTheSameInEveryLifeOfItsSender() {
		assertThat(event(Kind.ORDERED, 2, 7).body()).isEqualTo(event(Kind.ORDERED, 2, 7).body())
			.isNotEqualTo(event(Kind.ORDERED, 2, 8).body());
	}

	@Test
	void theAcknowledgedAreCountedWhileOthersStillWrite() throws IOException {
		intend(event(Kind.ORDERED, 0, 1));
		Acknowledged acknowledged = new Acknowledged(List.of(this.file, this.folder.resolve("absent")));
		answer(event(Kind.ORDERED, 0, 1), 503);
		assertThat(acknowledged.count()).isZero();

		answer(event(Kind.ORDERED, 0, 1), 200);
		answer(event(Kind.ORDERED, 0, 1), 200);
		Files.writeString(this.file, "ordered\tsho", StandardOpenOption.APPEND);
		assertThat(acknowledged.count()).isOne();
	}

}
