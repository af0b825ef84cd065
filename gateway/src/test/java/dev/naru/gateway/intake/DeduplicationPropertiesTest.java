package dev.naru.gateway.intake;

import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeduplicationPropertiesTest {

	@Test
	void needNothing() {
		DeduplicationProperties properties = bind(Map.of());

		assertThat(properties.maxEntries()).isEqualTo(1_000_000);
		assertThat(properties.warmUpWithin()).hasSeconds(10);
	}

	@ParameterizedTest
	@CsvSource({ "max-entries,0", "max-entries,1", "max-entries,10000000", "warm-up-within,1s", "warm-up-within,10m" })
	void mayBeAtTheirBounds(String key, String value) {
		assertThat(bind(Map.of("naru.deduplication." + key, value))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "max-entries,-1", "max-entries,10000001", "warm-up-within,999ms", "warm-up-within,601s" })
	void nameTheKeyThatCannotBeUsed(String key, String value) {
		assertThatThrownBy(() -> bind(Map.of("naru.deduplication." + key, value))).rootCause()
			.isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
				assertThat(ex.place()).isEqualTo("naru.deduplication." + key);
				assertThat(ex.cure()).contains("write");
			});
	}

	private static DeduplicationProperties bind(Map<String, String> configured) {
		return new Binder(new MapConfigurationPropertySource(configured)).bindOrCreate("naru.deduplication",
				Bindable.of(DeduplicationProperties.class));
	}

}
