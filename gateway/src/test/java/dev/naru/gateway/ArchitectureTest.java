package dev.naru.gateway;

import java.net.URISyntaxException;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The house holds, and the law bites.
 */
class ArchitectureTest {

	@Test
	void theHouseHolds() throws URISyntaxException {
		Path production = Path.of(NaruGateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		JavaClasses house = new ClassFileImporter().importPath(production);

		assertThat(house).hasSizeGreaterThan(100);
		assertThat(new HouseRules("dev.naru.gateway").violations(house)).isEmpty();
	}

	@Test
	void theLawBites() {
		JavaClasses ruin = new ClassFileImporter().importPackages("dev.naru.archfixture");

		assertThat(new HouseRules("dev.naru.archfixture").violations(ruin))
			.anyMatch((violation) -> violation.contains("webhook.Climbs") && violation.contains("intake.Line"))
			.anyMatch((violation) -> violation.contains("source.MeetsJackson") && violation.contains("tools.jackson"))
			.anyMatch((violation) -> violation.contains("intake.Line") && violation.contains("org.springframework"))
			.anyMatch((violation) -> violation.contains("verification.Logs") && violation.contains("org.slf4j"))
			.anyMatch((violation) -> violation.contains("acknowledgement.MeetsItsSibling"))
			.anyMatch((violation) -> violation.contains("Cycle detected"));
	}

}
