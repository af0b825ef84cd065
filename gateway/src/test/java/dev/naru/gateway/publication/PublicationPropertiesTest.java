package dev.naru.gateway.publication;

import java.nio.file.Path;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicationPropertiesTest {

	@Test
	void needNothing() {
		// Given no configuration
		// When it is bound
		PublicationProperties properties = bind(Map.of());

		// Then the defaults hold
		assertThat(properties.kafkaWithin()).hasSeconds(2);
		assertThat(properties.answerWithin()).hasSeconds(5);
		assertThat(properties.maxRecordsInFlight()).isEqualTo(10000);
		assertThat(properties.spool()).isEqualTo(new PublicationProperties.Spool(Path.of("data/spool"),
				DataSize.ofGigabytes(1), DataSize.ofMegabytes(256)));
		assertThat(properties.topics()).isEqualTo(new PublicationProperties.Topics(6, -1));
	}

	@ParameterizedTest
	@CsvSource({ "kafka-within,0s", "kafka-within,31s", "answer-within,2500ms", "answer-within,2m",
			"spool.max-size,1KB", "spool.min-free-disk,-1B", "max-records-in-flight,0", "topics.partitions,0",
			"topics.replication-factor,0", "topics.replication-factor,40000" })
	void nameTheKeyThatCannotBeUsed(String key, String value) {
		// Given a value that is out of range
		// When it is bound, then the error names the key and says what to write
		assertThatThrownBy(() -> bind(Map.of("naru.publication." + key, value))).rootCause()
			.isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
				assertThat(ex.place()).isEqualTo("naru.publication." + key);
				assertThat(ex.cure()).contains("write");
			});
	}

	private static PublicationProperties bind(Map<String, String> configured) {
		return new Binder(new MapConfigurationPropertySource(configured)).bindOrCreate("naru.publication",
				Bindable.of(PublicationProperties.class));
	}

}
