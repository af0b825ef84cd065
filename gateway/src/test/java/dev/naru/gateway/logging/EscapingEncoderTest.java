package dev.naru.gateway.logging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.naru.gateway.testkit.HostileTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a sender wrote ends no line, adds no key and steers no terminal, in any format.
 */
class EscapingEncoderTest {

	private static final String HOSTILE = "a\" source=\"forged\" x=\"\\\n2026 ERROR forged\r\u001b[2J\u0000\u0007\u009b2J"
			+ "\u0085\u2028\u2029\u202e\u2066\u200b\ufeff\ud800 \udb40\udc41 end";

	private static final String HARMLESS = "나루 ö € 😀 'a' {} %m";

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("dev.naru.Test");

	static Stream<String> patterns() {
		return Stream.of("%m %kvp%n%ex", "%msg %kvp{DOUBLE}%n%ex{full}", "%message %kvp{NONE} %X%n", "%m %X{key}%n%rEx",
				"%replace(%m){'x','y'} %kvp%n%xEx");
	}

	@ParameterizedTest
	@MethodSource("patterns")
	void aPatternHasOneLineAndTheKeysThatWereGiven(String pattern) {
		String line = text(pattern, hostile());

		assertThat(line.lines()
			.filter((each) -> !each.startsWith("\tat ") && !each.startsWith("Caused by: ") && !each.startsWith("\t")
					&& !each.startsWith("java.lang.") && !each.startsWith("Wrapped by: ")))
			.hasSize(1);
		assertThat(line.lines()).noneMatch((each) -> each.startsWith("2026"));
		assertThat(line.replace("\n", "").replace("\t", "").codePoints())
			.noneMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
					|| Character.getType(point) == Character.LINE_SEPARATOR
					|| Character.getType(point) == Character.PARAGRAPH_SEPARATOR
					|| Character.getType(point) == Character.SURROGATE);
		assertThat(line).doesNotContain(" source=\"forged\"").contains("\\u001b[2J").contains("\\u202e");
	}

	@ParameterizedTest
	@MethodSource("patterns")
	void noHostileTextIsMoreThanAText(String pattern) {
		for (String text : HostileTexts.all()) {
			LoggingEvent event = event("A genuine delivery goes to quarantine: {}", text);
			event.addKeyValuePair(new KeyValuePair("eventId", text));
			event.setMDCPropertyMap(Map.of("key", text));

			assertThat(text(pattern, event).strip().lines()).as(HostileTexts.named(text)).hasSize(1);
			assertThat(text(pattern, event)).doesNotContain(" source=\"forged");
		}
	}

	@Test
	void quotationMarksInAValueDoNotEndIt() {
		LoggingEvent event = event("says {}", "\"b\\");
		event.addKeyValuePair(new KeyValuePair("eventId", "a\" source=\"forged"));

		assertThat(text("%m %kvp%n", event)).isEqualTo("says \\\"b\\\\ eventId=\"a\\\" source=\\\"forged\"\n");
	}

	@Test
	void whatIsHarmlessStaysAsItIs() {
		LoggingEvent event = event("a 'message' \"of ours\": {}", HARMLESS);
		event.addKeyValuePair(new KeyValuePair("key", HARMLESS));

		assertThat(text("%m %kvp%n", event))
			.isEqualTo("a 'message' \"of ours\": " + HARMLESS + " key=\"" + HARMLESS + "\"\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash", "gelf" })
	void jsonIsOneLineWithTheKeysThatWereGiven(String format) {
		this.context.putObject("org.springframework.core.env.Environment",
				new MockEnvironment().withProperty("logging.structured.gelf.host", "test"));
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(this.context);
		encoder.setFormat(format);
		encoder.setCharset(StandardCharsets.UTF_8);
		encoder.start();
		String line = new String(new EscapingEncoder(encoder).encode(hostile()), StandardCharsets.UTF_8);

		assertThat(line.lines()).hasSize(1);
		assertThat(line.stripTrailing().codePoints()).noneMatch((point) -> Character.isISOControl(point)
				|| Character.getType(point) == Character.FORMAT || Character.getType(point) == Character.LINE_SEPARATOR
				|| Character.getType(point) == Character.PARAGRAPH_SEPARATOR);
		JsonNode json = JsonMapper.shared().readTree(line);
		JsonNode id = json.has("_eventId") ? json.get("_eventId") : json.get("eventId");
		// The encoder does not keep what is no whole character, nor what comes after.
		assertThat(id.asString()).startsWith(HOSTILE.substring(0, HOSTILE.indexOf('\ud800')));
		assertThat(line).doesNotContain("\"source\"");
	}

	@Test
	void severalLinesAreLeftToThoseWhoSpeakOfTheConfiguration() {
		LoggingEvent event = new LoggingEvent("", this.context.getLogger("dev.naru.gateway.StartupReport"), Level.INFO,
				"ready:{}", null, new Object[] { "\n  a\u001b" });

		assertThat(text("%m%n", event)).isEqualTo("ready:\n  a\\u001b\n");
	}

	private LoggingEvent hostile() {
		LoggingEvent event = event("message {}", HOSTILE);
		event.addKeyValuePair(new KeyValuePair("eventId", HOSTILE));
		event.setMDCPropertyMap(Map.of("key", HOSTILE));
		return event;
	}

	private LoggingEvent event(String message, String argument) {
		Throwable fault = new IllegalStateException(argument, new IllegalArgumentException(argument));
		fault.addSuppressed(new IllegalStateException(argument));
		return new LoggingEvent("", this.logger, Level.WARN, message, argument.equals(HOSTILE) ? fault : null,
				new Object[] { argument });
	}

	private String text(String pattern, LoggingEvent event) {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(this.context);
		encoder.setPattern(pattern);
		encoder.start();
		return new String(new EscapingEncoder(encoder).encode(event), StandardCharsets.UTF_8);
	}

}
