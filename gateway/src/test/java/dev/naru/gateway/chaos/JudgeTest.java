package dev.naru.gateway.chaos;

import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Message.Kind;
import dev.naru.gateway.chaos.Verdict.Charge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The judge lets nothing pass, seen with invented journals.
 */
class JudgeTest {

	private final List<Fault> faults = new ArrayList<>();

	private final Judge judge = new Judge(this.faults);

	private void yes(int... sequences) {
		for (int sequence : sequences) {
			this.judge.answered(Invented.answer(Kind.ORDERED, sequence, 200, 0.1));
		}
	}

	private void assertCharged(Charge charge) {
		Verdict verdict = this.judge.verdict();
		assertThat(verdict.examples()).singleElement().asString().startsWith(charge + ": ");
		assertThat(verdict.count(charge)).isOne();
	}

	@Test
	void whatWasAnsweredYesAndStandsOnKafkaInOrderPasses() {
		yes(1, 2, 3);
		this.judge.answered(Invented.answer(Kind.SINGLE, 4, 503, 4.9));
		this.judge.answered(Invented.answer(Kind.SINGLE, 5, 503, 0));
		this.faults.add(new Fault(Blow.GATEWAY_KILLED, 0, "", 111 * Invented.SECOND, 113 * Invented.SECOND));
		this.judge.answered(Invented.answer(Kind.SINGLE, 6, Wire.BROKEN, 12));
		this.judge.answered(Invented.answer(Kind.HANDSHAKE, 7, 204, 0));
		this.judge.answered(Invented.answer(Kind.FORGED, 8, 401, 0));
		this.judge.answered(Invented.answer(Kind.UNREADABLE, 9, 200, 0));
		List.of(1, 2, 1, 3, 6, 9).forEach((sequence) -> this.judge.landed(Invented.landed(sequence)));
		this.judge.books(9, 9);

		Verdict verdict = this.judge.verdict();

		assertThat(verdict.examples()).isEmpty();
		assertThat(verdict.requests()).isEqualTo(9);
		assertThat(verdict.yes()).isEqualTo(5);
		assertThat(verdict.busy()).isEqualTo(2);
		assertThat(verdict.broken()).isEqualTo(1);
		assertThat(verdict.records()).isEqualTo(6);
		assertThat(verdict.duplicates()).isEqualTo(1);
		assertThat(verdict.slowest()).isEqualTo(4900);
		assertThat(verdict.slowestUnexcused()).isEqualTo(4900);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "ORDERED", "SINGLE", "UNREADABLE" })
	void aYesWithoutARecordIsALoss(Kind kind) {
		this.judge.answered(Invented.answer(kind, 1, 200, 0));
		this.judge.answered(Invented.answer(kind, 1, 503, 0));

		assertCharged(Charge.LOST);
	}

	@Test
	void aRecordOfAnotherSourceDoesNotCount() {
		yes(1);
		this.judge.landed(new Landed("other", "id-1", "7", "d1", "signature", false, ""));

		assertThat(this.judge.verdict().count(Charge.LOST)).isOne();
	}

	@Test
	void anEarlierEventAfterALaterOneIsOutOfOrder() {
		yes(1, 2, 3);
		List.of(1, 3, 2).forEach((sequence) -> this.judge.landed(Invented.landed(sequence)));

		assertCharged(Charge.REORDERED);
	}

	@Test
	void aCopyThatDiffersFromTheFirstIsCharged() {
		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 200, 0));
		this.judge.landed(Invented.landed(1));
		this.judge.landed(new Landed("shop", "id-1", "7", "other", "signature", false, ""));

		assertThat(this.judge.verdict().count(Charge.DIFFERING_DUPLICATE)).isOne();
		assertThat(this.judge.verdict().duplicates()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "7,other", "8,d1" })
	void aRecordThatIsNotWhatWasSentIsCharged(String subject, String digest) {
		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 200, 0));
		this.judge.landed(new Landed("shop", "id-1", subject, digest, "signature", false, ""));

		assertCharged(Charge.CHANGED);
	}

	@Test
	void aRecordThatBreaksTheSchemaIsCharged() {
		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 200, 0));
		this.judge.landed(new Landed("shop", "id-1", "7", "d1", "signature", false, "no type"));

		assertCharged(Charge.INVALID);
	}

	@Test
	void aRecordThatNobodySentIsCharged() {
		this.judge.landed(Invented.landed(1));

		assertCharged(Charge.UNCALLED_FOR);
	}

	@ParameterizedTest
	@CsvSource({ "FORGED,401", "HANDSHAKE,204" })
	void aRecordOfWhatIsNoEventIsCharged(Kind kind, int status) {
		this.judge.answered(Invented.answer(kind, 1, status, 0));
		this.judge.landed(Invented.landed(1));

		assertCharged(Charge.UNCALLED_FOR);
	}

	@Test
	void anEventIsAcknowledgedOnceHoweverOftenItIsAnswered() {
		yes(1, 1, 2);
		this.judge.answered(Invented.answer(Kind.HANDSHAKE, 3, 204, 0));

		assertThat(this.judge.verdict().acknowledged()).isEqualTo(2);
	}

	@Test
	void whatASenderDidNotLiveToHearIsNoLossAndMayStandOnKafka() {
		this.judge.answered(Invented.answer(Kind.ORDERED, 1, Wire.PENDING, 0));
		this.judge.answered(Invented.answer(Kind.ORDERED, 2, Wire.PENDING, 0));
		this.judge.landed(Invented.landed(1));

		assertThat(this.judge.verdict().examples()).isEmpty();
		assertThat(this.judge.verdict().requests()).isZero();
	}

	@Test
	void aYesIsNotForgottenWhenTheSenderComesAgain() {
		yes(1);
		this.judge.answered(Invented.answer(Kind.ORDERED, 1, Wire.PENDING, 0));

		assertCharged(Charge.LOST);
	}

	@ParameterizedTest
	@CsvSource({ "portone-east,signature", "portone-east,none", "open,signature", "open,shared_secret", "?,?" })
	void aHostileRecordThatClaimsToBeMoreThanItIsIsForged(String source, String authenticity) {
		this.judge.landed(new Landed(source, "hostile-1", "7", "d1", authenticity, true, ""));

		assertCharged(Charge.FORGED);
	}

	@Test
	void aHostileRecordThatIsToldAsUnprovenIsCountedAndIsNobodysEvent() {
		this.judge.answered(new Answer(Kind.SINGLE, "open", "id-1", "7", 1, "d1", 0, 0, 200, 0));
		this.judge.landed(new Landed("open", "id-1", "9", "d9", "none", true, ""));

		assertCharged(Charge.LOST);
		assertThat(this.judge.verdict().hostileRecords()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "FORGED,200,1", "RESET,204,1", "FORGED,401,0", "REPLAY,200,0", "GARBAGE,-2,0" })
	void aYesToAForgeryIsCharged(Attack attack, int status, int forged) {
		this.judge.attacked(attack, status, 3);

		assertThat(this.judge.verdict().count(Charge.FORGED)).isEqualTo(forged);
		assertThat(this.judge.verdict().attacks()).isEqualTo(3);
	}

	@Test
	void booksThatDoNotBalanceAreCharged() {
		this.judge.books(10, 9);

		assertCharged(Charge.UNBALANCED);
	}

	@Test
	void aLineOfTheJournalIsReadAsItWasWritten() {
		Answer answer = Invented.answer(Kind.UNREADABLE, 3, Wire.BROKEN, 1.5);

		assertThat(Answer.parse(answer.line())).isEqualTo(answer);
	}

}
