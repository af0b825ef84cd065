package dev.naru.gateway.provider;

import java.util.stream.Stream;

import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profiles speak the language of the catalogue.
 */
class CatalogueTest {

	static Stream<String> profiles() {
		return TestProfiles.names();
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void everyCanonicalTypeOfAProfileStandsInTheCatalogue(String name) {
		Profile profile = TestProfiles.builtIn(name);

		assertThat(Schemas.eventTypes()).extracting(EventType::type).containsAll(profile.canonicalTypes());
	}

}
