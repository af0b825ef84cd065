package dev.naru.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The law of the house: imports fall and never climb, and each technology stays in its
 * rooms.
 *
 * @param root the package that holds the rooms
 */
record HouseRules(String root) {

	/**
	 * What each room may know of the others.
	 */
	private static final Map<String, List<String>> ROOMS = Map.ofEntries(Map.entry("webhook", List.of()),
			Map.entry("logging", List.of()), Map.entry("pending", List.of("logging")),
			Map.entry("source", List.of("webhook")), Map.entry("verification", List.of("webhook", "source")),
			Map.entry("certificate", List.of("webhook", "verification", "pending", "logging")),
			Map.entry("provider", List.of("webhook", "source", "verification")),
			Map.entry("envelope", List.of("webhook", "source", "verification", "provider")),
			Map.entry("budget", List.of("webhook", "source")),
			Map.entry("publication", List.of("webhook", "source", "budget", "envelope", "pending", "logging")),
			Map.entry("intake",
					List.of("webhook", "source", "verification", "certificate", "provider", "envelope", "pending",
							"publication", "logging")),
			Map.entry("lint", List.of("webhook", "source", "verification", "provider", "acknowledgement")),
			Map.entry("acknowledgement", List.of("webhook")),
			Map.entry("ingress",
					List.of("webhook", "source", "budget", "provider", "pending", "intake", "acknowledgement",
							"logging")),
			Map.entry("telemetry", List.of("webhook", "budget", "envelope", "pending", "publication")),
			Map.entry("console", List.of("webhook", "source", "envelope", "publication", "intake", "logging")),
			Map.entry("broker", List.of("source")));

	/**
	 * Where each technology may be used: rooms, sub-rooms, and "" for the root.
	 */
	private static final Map<String, Set<String>> TECHNOLOGIES = Map.ofEntries(
			Map.entry("tools.jackson..", Set.of("provider", "envelope", "console")),
			Map.entry("com.fasterxml.jackson..", Set.of("provider")), Map.entry("org.snakeyaml..", Set.of("provider")),
			Map.entry("reactor.kafka..", Set.of("publication.kafka")),
			Map.entry("org.apache.kafka..", Set.of("publication.kafka", "broker")),
			Map.entry("kafka..", Set.of("broker")), Map.entry("java.sql..", Set.of("publication.spool")),
			Map.entry("org.sqlite..", Set.of("publication.spool")),
			Map.entry("reactor.core..",
					Set.of("pending", "publication", "publication.kafka", "publication.spool", "intake", "ingress",
							"telemetry", "console", "logging")),
			Map.entry("io.micrometer..", Set.of("telemetry", "publication.kafka", "")),
			Map.entry("javax.crypto..", Set.of("verification")), Map.entry("javax.net.ssl..", Set.of("verification")),
			Map.entry("javax.xml..", Set.of("provider")), Map.entry("java.net.http..", Set.of("certificate")),
			Map.entry("io.netty..", Set.of("ingress", "")),
			Map.entry("reactor.netty..", Set.of("ingress", "logging", "")),
			Map.entry("org.springframework.web..", Set.of("ingress", "console")),
			Map.entry("org.springframework.http..", Set.of("ingress", "console")),
			Map.entry("ch.qos.logback..", Set.of("logging")),
			Map.entry("org.slf4j..", Set.of("logging", "provider", "pending", "publication", "publication.kafka",
					"publication.spool", "intake", "broker", "console", "ingress", "certificate", "")));

	/**
	 * @return what breaks the law, each with the classes concerned; empty if nothing does
	 */
	List<String> violations(JavaClasses classes) {
		return java.util.stream.Stream.of(climbing(), technologies(), hashing(), spring(), purity(), belief(), cycles())
			.flatMap(List::stream)
			.map((rule) -> rule.allowEmptyShould(true).evaluate(classes))
			.filter(EvaluationResult::hasViolation)
			.flatMap((result) -> result.getFailureReport().getDetails().stream())
			.toList();
	}

	private List<ArchRule> climbing() {
		return ROOMS.entrySet().stream().<ArchRule>map((room) -> {
			String[] others = ROOMS.keySet()
				.stream()
				.filter((other) -> !other.equals(room.getKey()) && !room.getValue().contains(other))
				.map((other) -> this.root + "." + other + "..")
				.toArray(String[]::new);
			return noClasses().that(resideInAPackage(this.root + "." + room.getKey() + ".."))
				.should()
				.dependOnClassesThat(resideInAnyPackage(others).or(resideInAPackage(this.root)));
		}).toList();
	}

	private List<ArchRule> technologies() {
		return TECHNOLOGIES.entrySet().stream().<ArchRule>map((technology) -> {
			String[] allowed = technology.getValue()
				.stream()
				.map((room) -> room.isEmpty() ? this.root : this.root + "." + room)
				.toArray(String[]::new);
			return noClasses()
				.that(resideInAPackage(this.root + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
				.should()
				.dependOnClassesThat(resideInAPackage(technology.getKey()));
		}).toList();
	}

	/**
	 * Who proves anything is in one room; an event's id and digest are hashes, and no
	 * proofs.
	 */
	private List<ArchRule> hashing() {
		return List.of(
				noClasses()
					.that(resideInAPackage(this.root + "..")
						.and(DescribedPredicate.not(resideInAnyPackage(this.root + ".verification")))
						.and(DescribedPredicate.not(DescribedPredicate.describe("an event's id or digest",
								(type) -> type.getName()
									.matches("\\Q" + this.root + "\\E\\.webhook\\.Event(Id|Digest)")))))
					.should()
					.dependOnClassesThat(resideInAPackage("java.security..")));
	}

	/**
	 * Spring wires and configures; the rooms at the edge speak its HTTP.
	 */
	private List<ArchRule> spring() {
		DescribedPredicate<JavaClass> wiring = DescribedPredicate.describe("wires or configures",
				(type) -> outermost(type).getSimpleName().endsWith("Configuration")
						|| outermost(type).getSimpleName().endsWith("Properties")
						|| type.getAllRawInterfaces()
							.stream()
							.anyMatch((face) -> face.getName().endsWith("annotation.Condition")));
		DescribedPredicate<JavaClass> edge = resideInAnyPackage(this.root, this.root + ".ingress",
				this.root + ".console");
		// The limits of a source are sizes as people write them.
		DescribedPredicate<JavaClass> sizes = DescribedPredicate.describe("sizes",
				(type) -> type.getName().equals("org.springframework.util.unit.DataSize"));
		return List.of(noClasses().that(resideInAPackage(this.root + "..").and(DescribedPredicate.not(wiring.or(edge))))
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework..").and(DescribedPredicate.not(sizes))));
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
	}

	private List<ArchRule> purity() {
		return List
			.of(noClasses()
				.that(resideInAnyPackage(this.root + ".webhook", this.root + ".acknowledgement",
						this.root + ".verification"))
				.should()
				.dependOnClassesThat(DescribedPredicate.not(resideInAnyPackage("java..", "javax.crypto..",
						"javax.net.ssl..", "javax.naming..", "javax.security.auth.x500..", "org.jspecify..",
						"com.google.errorprone..", this.root + ".."))));
	}

	/**
	 * What was proven when it came is taken from its record, and from nowhere else.
	 */
	private List<ArchRule> belief() {
		return List.of(noClasses()
			.that(resideInAPackage(this.root + "..")
				.and(DescribedPredicate.not(DescribedPredicate.describe("read the quarantine",
						(type) -> type.getName().equals(this.root + ".envelope.QuarantinedRecord")))))
			.should()
			.callConstructorWhere(DescribedPredicate.describe("makes a recorded delivery",
					(call) -> call.getTargetOwner().getName().equals(this.root + ".verification.RecordedDelivery"))));
	}

	private List<ArchRule> cycles() {
		return List.of(slices().matching(this.root + ".(*)..").should().beFreeOfCycles());
	}

}
