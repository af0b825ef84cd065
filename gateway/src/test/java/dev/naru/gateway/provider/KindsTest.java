package dev.naru.gateway.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of webhook that a profile of messages, people and tools names is sent at
 * least once, and one that it does not know.
 */
class KindsTest {

	/**
	 * A provider's webhook and what it means.
	 *
	 * @param own the key under {@code types} that it is for, or empty if there is none
	 * @param header a header, or empty
	 */
	record Kind(String provider, String own, String header, String body, String type, String subject) {

		static Kind of(String line) {
			List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
			return new Kind(cells.get(0), cells.get(1), cells.get(2), cells.get(3).replace('\'', '"'), cells.get(4),
					cells.get(5));
		}

		NormalizedEvent event() {
			Provider sender = new Provider(this.provider);
			return this.header.isEmpty() ? sender.event(this.body) : sender.event(this.body, this.header);
		}

	}

	/** Provider, its own type, a header, the body, the type, the subject. */
	private static final List<Kind> KINDS = Stream.of(META, CODE, TOOLS, EMAIL, CHAT)
		.flatMap(String::lines)
		.filter((line) -> !line.isBlank())
		.map(Kind::of)
		.toList();

}
