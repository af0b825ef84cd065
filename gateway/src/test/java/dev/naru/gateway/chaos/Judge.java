package dev.naru.gateway.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.chaos.Message.Kind;
import dev.naru.gateway.chaos.Verdict.Charge;
import org.jspecify.annotations.Nullable;

/**
 * Holds what senders heard against what stands on Kafka: first all answers, then all
 * records, each partition's in their order.
 */
final class Judge {

	private static final long ANSWER_WITHIN_MILLIS = 5_000;

	/** For what a kill or a freeze of the gateway itself has cut. */
	private static final long EXCUSED_WITHIN_MILLIS = 10_000;

	private final List<Fault> faults;

	private final Map<String, Case> cases = new HashMap<>();

	private final Map<String, Integer> latest = new HashMap<>();

	private final Verdict verdict = new Verdict();

	/**
	 * @param faults what was done to the house
	 */
	Judge(List<Fault> faults) {
		this.faults = faults;
	}

	void answered(Answer answer) {
		Case story = this.cases.computeIfAbsent(answer.key(), (key) -> new Case(answer));
		if (answer.isPending()) {
			return;
		}
		this.verdict.count(answer);
		if (answer.isAcknowledgement()) {
			if (story.yes == null) {
				this.verdict.countAcknowledged();
			}
			story.yes = answer;
		}
		if (!answer.isAnswer()) {
			if (this.faults.stream().noneMatch((fault) -> fault.cuts(answer))) {
				this.verdict.charge(Charge.CUT, answer.line());
			}
			return;
		}
		if (!mayBeHeard(answer)) {
			this.verdict.charge(Charge.WRONG_ANSWER, answer.line());
		}
		boolean excused = this.faults.stream().anyMatch((fault) -> fault.delays(answer));
		this.verdict.slowest(answer.millis(), excused);
		if (answer.millis() > (excused ? EXCUSED_WITHIN_MILLIS : ANSWER_WITHIN_MILLIS)) {
			this.verdict.charge(Charge.SLOW, answer.line());
		}
	}

	/**
	 * Hostile requests, of which no other is judged than whether one was believed.
	 * @param count how many heard that status
	 */
	void attacked(Attack attack, int status, long count) {
		boolean taken = status >= 200 && status < 300;
		this.verdict.countAttacks(count, taken);
		if (taken && !attack.mayBeTaken()) {
			this.verdict.charge(Charge.FORGED, attack + " was answered " + status + ", " + count + " times");
		}
	}

	/**
	 * Silence is charged as slowness.
	 */
	private static boolean mayBeHeard(Answer answer) {
		return answer.status() == Wire.SILENT || switch (answer.kind()) {
			case ORDERED, SINGLE, UNREADABLE -> answer.isYes() || answer.status() == 503;
			case HANDSHAKE -> answer.isYes();
			case FORGED -> answer.status() == 401;
		};
	}

	void landed(Landed record) {
		this.verdict.countRecord();
		if (!record.flaw().isEmpty()) {
			this.verdict.charge(Charge.INVALID, record.flaw());
		}
		if (record.hostile()) {
			unmask(record);
			return;
		}
		Case story = this.cases.get(record.key());
		if (story == null || story.sent.kind() == Kind.FORGED || story.sent.kind() == Kind.HANDSHAKE) {
			this.verdict.charge(Charge.UNCALLED_FOR, record.toString());
			return;
		}
		if (!story.sent.digest().equals(record.digest()) || !story.sent.subject().equals(record.subject())) {
			this.verdict.charge(Charge.CHANGED, story.sent.line() + " became " + record);
		}
		if (story.first != null) {
			this.verdict.countDuplicate();
			if (!story.first.equals(record)) {
				this.verdict.charge(Charge.DIFFERING_DUPLICATE, story.first + " and " + record);
			}
			return;
		}
		story.first = record;
		if (story.sent.kind() == Kind.ORDERED) {
			follow(story.sent);
		}
	}

	/**
	 * What only a hostile sender sent may stand where anybody may send, as unproven.
	 */
	private void unmask(Landed record) {
		if (record.source().equals(Origin.OPEN.source()) && record.authenticity().equals("none")) {
			this.verdict.countHostileRecord();
		}
		else {
			this.verdict.charge(Charge.FORGED, record.toString());
		}
	}

	/**
	 * A sender sends the next event of a subject only after a yes to the one before.
	 */
	private void follow(Answer sent) {
		Integer before = this.latest.merge(sent.source() + "/" + sent.subject(), sent.sequence(), Math::max);
		if (before > sent.sequence()) {
			this.verdict.charge(Charge.REORDERED, sent.line() + " stands after number " + before);
		}
	}

	/**
	 * The books of a gateway that is quiet.
	 */
	void books(double received, double settled) {
		if (received != settled) {
			this.verdict.charge(Charge.UNBALANCED, received + " requests received, " + settled + " settled");
		}
	}

	Verdict verdict() {
		this.cases.forEach((key, story) -> {
			if (story.yes != null && story.first == null) {
				this.verdict.charge(Charge.LOST, story.yes.line());
			}
		});
		return this.verdict;
	}

	/**
	 * One event and what is known of it.
	 */
	private static final class Case {

		private final Answer sent;

		private @Nullable Answer yes;

		private @Nullable Landed first;

		private Case(Answer sent) {
			this.sent = sent;
		}

	}

}
