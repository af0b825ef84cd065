package dev.naru.gateway;

import java.net.URISyntaxException;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The house holds, and the law bites.
 */
class ArchitectureTest {

	private static final JavaClasses RUIN = new ClassFileImporter().importPackages("dev.naru.archfixture");

	@Test
	void theHouseHolds() throws URISyntaxException {
		Path production = Path.of(NaruGateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		JavaClasses house = new ClassFileImporter().importPath(production);

		assertThat(house).hasSizeGreaterThan(100);
		assertThat(new HouseRules("dev.naru.gateway").violations(house)).isEmpty();
	}

	@Test
	void theLawBites() {
		assertThat(new HouseRules("dev.naru.archfixture").violations(RUIN))
			.anyMatch((violation) -> violation.contains("webhook.Climbs") && violation.contains("intake.Line"))
			.anyMatch((violation) -> violation.contains("intake.Line") && violation.contains("org.springframework"))
			.anyMatch((violation) -> violation.contains("verification.Logs") && violation.contains("org.slf4j"))
			.anyMatch((violation) -> violation.contains("acknowledgement.MeetsItsSibling"))
			.anyMatch((violation) -> violation.contains("intake.Believes")
					&& violation.contains("RecordedDelivery.<init>"))
			.anyMatch((violation) -> violation.contains("Cycle detected"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.security.MessageDigest", "java.sql.Connection", "javax.crypto.Mac",
			"com.fasterxml.jackson.annotation.JsonProperty", "io.micrometer.core.instrument.MeterRegistry",
			"kafka.server.KafkaConfig", "org.apache.kafka.clients.producer.ProducerRecord", "org.slf4j.Logger",
			"org.snakeyaml.engine.v2.exceptions.YamlEngineException", "org.springframework.core.env.Environment",
			"org.springframework.http.HttpHeaders", "org.springframework.web.server.WebHandler",
			"org.sqlite.SQLiteConfig", "reactor.core.publisher.Mono", "reactor.kafka.sender.KafkaSender",
			"tools.jackson.databind.JsonNode" })
	void everyTechnologyIsKeptOutOfWhereItDoesNotBelong(String technology) {
		assertThat(new HouseRules("dev.naru.archfixture").violations(RUIN))
			.anyMatch((violation) -> violation.contains("source.MeetsTechnology")
					&& violation.contains("<" + technology + ">"));
	}

}
