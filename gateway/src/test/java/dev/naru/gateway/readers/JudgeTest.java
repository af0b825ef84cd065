package dev.naru.gateway.readers;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.naru.gateway.readers.Reader.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader gets wrong is seen.
 */
class JudgeTest {

	private static final Sample PAID = sample("paid.structured");

	private static final Sample QUARANTINED = sample("quarantined-bytes");

	private static Sample sample(String name) {
		return Corpus.all().stream().filter((sample) -> sample.name().equals(name)).findFirst().orElseThrow();
	}

	private static Given.Event right() {
		Meaning.Event event = (Meaning.Event) PAID.meaning();
		return new Given.Event(new TreeMap<>(event.attributes()), event.data().deepCopy());
	}

	@Test
	void whatIsRightIsNotObjectedTo() {
		assertThat(new Judge((sample) -> right()).objection(PAID)).isNull();
	}

	static Stream<UnaryOperator<Given.Event>> mistakes() {
		return Stream.of((given) -> {
			given.attributes().put("subject", "payment/p-2");
			return given;
		}, (given) -> {
			given.attributes().remove("traceparent");
			return given;
		}, (given) -> {
			given.attributes().put("ce_id", "msg_1");
			return given;
		}, (given) -> {
			given.attributes().put("time", "2024-04-25T10:00:00.123457+09:00");
			return given;
		}, (given) -> {
			((ObjectNode) given.data().get("payload")).put("type", "Transaction.Failed");
			return given;
		}, (given) -> {
			JsonNode whole = Sample.EXACT.readTree(PAID.record().value());
			return new Given.Event(given.attributes(), whole);
		});
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeIsObjectedTo(UnaryOperator<Given.Event> mistake) {
		assertThat(new Judge((sample) -> mistake.apply(right())).objection(PAID)).isNotNull();
	}

	@Test
	void aRefusalIsObjectedTo() {
		Judge judge = new Judge((sample) -> {
			throw new IllegalArgumentException("no");
		});

		assertThat(judge.objections(Corpus.all())).hasSameSizeAs(Corpus.all().stream().filter(judge::asks).toList());
	}

	@Test
	void aQuarantinedWebhookThatIsReadAsAnEventIsObjectedTo() {
		assertThat(new Judge((sample) -> right()).objection(QUARANTINED)).isNotNull();
		assertThat(new Judge((sample) -> new Given.Event(Map.of(), right().data())).objection(QUARANTINED)).isNotNull();
	}

}
