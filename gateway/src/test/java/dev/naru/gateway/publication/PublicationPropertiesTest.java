package dev.naru.gateway.publication;

import java.nio.file.Path;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
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
		assertThat(properties.topics())
			.isEqualTo(new PublicationProperties.Topics("webhooks.", "{provider}", 6, -1, Map.of()));
	}

	@ParameterizedTest
	@CsvSource({ "kafka-within,0s", "kafka-within,31s", "answer-within,2500ms", "answer-within,2m",
			"spool.max-size,1KB", "spool.min-free-disk,-1B", "max-records-in-flight,0", "topics.partitions,0",
			"topics.replication-factor,0", "topics.replication-factor,40000", "topics.prefix,a/b", "topics.prefix,웹훅.",
			"topics.name,{topic}", "topics.name,{kind", "topics.name,a b", "topics.name,$",
			"topics.config.retention.ms,' '", "topics.config.cleanup.policy,compact",
			"topics.config.message.timestamp.type,LogAppendTime" })
	void nameTheKeyThatCannotBeUsed(String key, String value) {
		// Given a value that is out of range
		// When it is bound, then the error names the key and says what to write
		assertThatThrownBy(() -> bind(Map.of("naru.publication." + key, value))).rootCause()
			.isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
				assertThat(ex.place()).isEqualTo("naru.publication." + key);
				assertThat(ex.cure()).contains("write");
			});
	}

	@Test
	void takeSettingsOfTopicsFromTheEnvironmentToo() {
		// Given a setting of Kafka's as a variable of the environment
		SystemEnvironmentPropertySource environment = new SystemEnvironmentPropertySource("systemEnvironment", Map
			.of("NARU_PUBLICATION_TOPICS_CONFIG_RETENTION_MS", "3600000", "NARU_PUBLICATION_TOPICS_NAME", "{kind}"));

		// When it is bound
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(environment);
		PublicationProperties properties = new Binder(ConfigurationPropertySources.from(sources))
			.bindOrCreate("naru.publication", Bindable.of(PublicationProperties.class));

		// Then it has the name that Kafka knows
		assertThat(properties.topics().config()).isEqualTo(Map.of("retention.ms", "3600000"));
		assertThat(properties.topics().names().topic("stripe", "payment", "shop")).isEqualTo("webhooks.payment");
	}

	private static PublicationProperties bind(Map<String, String> configured) {
		return new Binder(new MapConfigurationPropertySource(configured)).bindOrCreate("naru.publication",
				Bindable.of(PublicationProperties.class));
	}

}
