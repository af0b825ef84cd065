package dev.naru.gateway.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delivery of several events is answered when all of them have an outcome, and with a
 * success only if all are safe.
 */
class AssemblyTest {

	private static final Reply OK = new Reply(200, null, "");

	private static final Map<String, Outcome> OUTCOMES = Map.of("answered", new Outcome.Answered(OK), "published",
			new Outcome.Published(OK), "spooled", new Outcome.Spooled(OK), "duplicate", new Outcome.Duplicate(OK),
			"quarantined", new Outcome.Quarantined(QuarantineReason.MISSING_FIELD, OK), "declined",
			new Outcome.Declined(), "unavailable", new Outcome.Unavailable(), "saturated",
			new Outcome.Refused(new Refusal.TooManyInFlight()), "failed", new Outcome.Failed());

	@ParameterizedTest
	@CsvSource({ "published published, published", "published spooled published, spooled",
			"duplicate duplicate, duplicate", "duplicate published, published", "quarantined published, published",
			"quarantined duplicate, quarantined", "published declined spooled, declined",
			"published unavailable, unavailable", "declined unavailable, unavailable",
			"unavailable saturated, saturated", "published saturated, saturated", "saturated failed, failed",
			"published failed unavailable, failed" })
	void theWorstCounts(String outcomes, String whole) {
		String[] names = outcomes.split(" ", -1);
		List<Pending<Outcome>> taken = pending(names.length);
		Pending<Outcome> assembled = assemble(taken);

		for (int i = names.length - 1; i >= 0; i--) {
			assertThat(assembled.isKnown()).isFalse();
			taken.get(i).settle(outcome(names[i]));
		}

		assertThat(assembled.block()).isEqualTo(outcome(whole));
	}

	@Test
	void ofNoneIsWhatIsSaid() {
		assertThat(assemble(List.of()).block()).isEqualTo(outcome("answered"));
	}

	@Test
	void aFaultIsAFailure() {
		List<Pending<Outcome>> taken = pending(2);
		Pending<Outcome> assembled = assemble(taken);

		taken.get(0).fail(new IllegalStateException("ours"));
		taken.get(1).settle(outcome("published"));

		assertThat(assembled.block()).isEqualTo(outcome("failed"));
	}

	@ParameterizedTest
	@CsvSource({ "saturated,2", "unavailable,2", "failed,2", "published,3", "declined,3" })
	void whatStandsBehindOneThatIsKnownNotToBeSafeIsNotTried(String second, int tried) {
		List<Pending<Outcome>> taken = pending(3);
		taken.get(0).settle(outcome("published"));
		taken.get(1).settle(outcome(second));
		List<Integer> asked = new ArrayList<>();

		Pending<Outcome> assembled = Assembly.of(items(3), (item) -> {
			asked.add(asked.size());
			return taken.get(asked.size() - 1);
		}, outcome("answered"));
		taken.get(2).settle(outcome("published"));

		assertThat(asked).hasSize(tried);
		assertThat(assembled.block()).isEqualTo(outcome(second));
	}

	private static Outcome outcome(String name) {
		return Objects.requireNonNull(OUTCOMES.get(name));
	}

	private static Pending<Outcome> assemble(List<Pending<Outcome>> taken) {
		List<Item> items = items(taken.size());
		return Assembly.of(items, (item) -> taken.get(items.indexOf(item)), outcome("answered"));
	}

	private static List<Pending<Outcome>> pending(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Pending<Outcome>()).toList();
	}

	private static List<Item> items(int count) {
		return IntStream.range(0, count)
			.<Item>mapToObj((i) -> new Unreadable(QuarantineReason.MISSING_FIELD, new EventId("e-" + i), null,
					Coverage.BODY, new byte[0]))
			.toList();
	}

}
