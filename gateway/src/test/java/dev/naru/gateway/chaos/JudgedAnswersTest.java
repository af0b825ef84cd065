package dev.naru.gateway.chaos;

import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Message.Kind;
import dev.naru.gateway.chaos.Verdict.Charge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What senders hear is judged one by one: what, how late, and whether at all.
 */
class JudgedAnswersTest {

	private final List<Fault> faults = new ArrayList<>();

	private final Judge judge = new Judge(this.faults);

	private void assertCharged(Charge charge) {
		Verdict verdict = this.judge.verdict();
		assertThat(verdict.examples()).singleElement().asString().startsWith(charge + ": ");
		assertThat(verdict.count(charge)).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "ORDERED,500", "ORDERED,401", "SINGLE,404", "UNREADABLE,422", "FORGED,200", "FORGED,503",
			"HANDSHAKE,503" })
	void anAnswerThatNobodyMayHearIsCharged(Kind kind, int status) {
		this.judge.answered(Invented.answer(kind, 1, status, 0));

		assertCharged(Charge.WRONG_ANSWER);
	}

	@Test
	void anAnswerAfterFiveSecondsIsLate() {
		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 503, 5.1));

		assertCharged(Charge.SLOW);
	}

	@Test
	void silenceIsLate() {
		this.judge.answered(Invented.answer(Kind.SINGLE, 1, Wire.SILENT, 20));

		assertCharged(Charge.SLOW);
	}

	@ParameterizedTest
	@CsvSource({ "GATEWAY_KILLED,7,0", "GATEWAY_FROZEN,7,0", "GATEWAY_FROZEN,10.1,1", "GATEWAY_STOPPED,7,1",
			"BROKER_KILLED,7,1", "BROKER_FROZEN,7,1" })
	void onlyAGatewayThatWasKilledOrFrozenMayTakeTenSeconds(Blow blow, double seconds, int slow) {
		this.faults.add(new Fault(blow, 0, "", 103 * Invented.SECOND, 104 * Invented.SECOND));

		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 503, seconds));

		assertThat(this.judge.verdict().count(Charge.SLOW)).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "90,99", "108,109" })
	void whatWasOverBeforeOrCameAfterIsNoExcuse(long from, long to) {
		this.faults.add(new Fault(Blow.GATEWAY_FROZEN, 0, "", from * Invented.SECOND, to * Invented.SECOND));

		this.judge.answered(Invented.answer(Kind.SINGLE, 1, 503, 7));

		assertCharged(Charge.SLOW);
	}

	@Test
	void theKillOfAnotherGatewayIsNoExcuse() {
		this.faults.add(new Fault(Blow.GATEWAY_KILLED, 1, "", 100 * Invented.SECOND, 104 * Invented.SECOND));

		this.judge.answered(Invented.answer(Kind.SINGLE, 1, Wire.BROKEN, 1));

		assertCharged(Charge.CUT);
	}

	@ParameterizedTest
	@CsvSource({ "GATEWAY_KILLED,-2,0", "GATEWAY_STOPPED,-2,0", "GATEWAY_STOPPED,-1,0", "GATEWAY_FROZEN,-2,1",
			"BROKER_KILLED,-2,1", "BROKER_KILLED,-1,1" })
	void onlyAGatewayThatIsAwayMayCutConnections(Blow blow, int status, int cut) {
		this.faults.add(new Fault(blow, 0, "", 100 * Invented.SECOND, 104 * Invented.SECOND));

		this.judge.answered(Invented.answer(Kind.SINGLE, 1, status, 1));

		assertThat(this.judge.verdict().count(Charge.CUT)).isEqualTo(cut);
	}

}
