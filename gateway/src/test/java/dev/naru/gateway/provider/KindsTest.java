package dev.naru.gateway.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of webhook that a profile of messages, people and tools names is sent at
 * least once, and what its documentation has beside; each means what it should.
 */
class KindsTest {

	/** Provider, its own type, a header, the body, the type, the subject. */
	private static final Path KINDS = Path.of("src/test/resources/kinds.txt");

	/**
	 * @param own what it shows of those that the profile names, or empty if the profile
	 * does not name it
	 * @param header a header, or empty
	 * @param subject {@code <kind>/<id>}, or empty
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

	static Stream<Kind> kinds() {
		try {
			return Files.readAllLines(KINDS).stream().map(Kind::of);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<String> providers() {
		return kinds().map(Kind::provider).distinct();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void eachMeansWhatItShould(Kind kind) {
		NormalizedEvent event = kind.event();

		Resource resource = event.resource();
		assertThat(event.type()).isEqualTo(kind.type());
		assertThat((resource != null) ? resource.kind() + "/" + resource.id() : "").isEqualTo(kind.subject());
		assertThat(Schemas.eventTypes()).filteredOn((type) -> type.type().equals(kind.type()))
			.extracting(EventType::subjects)
			.allMatch((kinds) -> resource != null && kinds.contains(resource.kind()));
	}

	@ParameterizedTest
	@MethodSource("providers")
	void noneThatAProfileNamesIsLeftOut(String provider) {
		List<String> shown = kinds().filter((kind) -> kind.provider().equals(provider)).map(Kind::own).toList();

		assertThat(shown).containsAll(TestProfiles.builtIn(provider).types().keySet());
		assertThat(shown).as("what the profile does not know").contains("");
	}

}
