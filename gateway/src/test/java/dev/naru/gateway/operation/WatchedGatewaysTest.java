package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus watches real gateways, each in a trouble of its own, by the rules of
 * {@code deploy/prometheus}, and is asked all that the dashboards ask.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("cores")
class WatchedGatewaysTest {

	/** By then every trouble has lasted as long as its alert wants to see it. */
	private static final Duration LENGTH = Duration.ofMinutes(2);

	private static Prometheus prometheus;

	private static Site site;

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		Tool.program("prometheus", "apt-get install prometheus");
		site = new Site(directory);
		site.start();
		prometheus = Prometheus.start(directory, ShortenedRules.read(), site.targets());
		site.open();
	}

	@AfterAll
	static void stop() {
		if (site != null) {
			site.close();
		}
		if (prometheus != null) {
			prometheus.close();
		}
	}

	@Test
	@Order(1)
	void eachTroubleCallsForTheRightAlertAndForNoOther() {
		Set<String> called = new TreeSet<>();

		Awaitility.await()
			.atMost(LENGTH)
			.pollInterval(Duration.ofMillis(500))
			.failFast(() -> assertThat(called).isSubsetOf(Site.TROUBLES))
			.untilAsserted(() -> {
				called.addAll(firing());
				assertThat(called).containsAll(Site.TROUBLES);
			});
	}

	private static Set<String> firing() {
		return prometheus.query("ALERTS{alertstate=\"firing\"}")
			.stream()
			.map((alert) -> Stream
				.of(alert.label("alertname"), alert.label("instance"), alert.label("source"), alert.label("reason"))
				.filter((label) -> !label.isEmpty())
				.collect(Collectors.joining(" ")))
			.collect(Collectors.toSet());
	}

	@ParameterizedTest
	@Order(2)
	@ValueSource(strings = { "service.json", "provider.json" })
	void everyQueryOfADashboardShowsSomething(String file) throws IOException {
		JsonNode board = board(file);
		List<String> queries = new ArrayList<>();
		for (JsonNode panel : board.path("panels")) {
			for (JsonNode target : panel.path("targets")) {
				queries.add(target.path("expr").asString());
			}
		}

		assertThat(queries).hasSizeGreaterThan(10)
			.allSatisfy((query) -> assertThat(prometheus.query(asShown(query))).as(query).isNotEmpty());
	}

	private static JsonNode board(String file) throws IOException {
		return new JsonMapper().readTree(Files.readString(Tool.DEPLOY.resolve("grafana/dashboards").resolve(file)));
	}

	/**
	 * With all gateways and sources chosen, as Grafana would ask it.
	 */
	private static String asShown(String query) {
		return query.replace("$__rate_interval", "10s")
			.replace("$gateway", ".*")
			.replace("$source", ".*")
			.replace("$provider", ".*");
	}

	@ParameterizedTest
	@Order(3)
	@ValueSource(strings = { "service.json", "provider.json" })
	void aDashboardIsWhole(String file) throws IOException {
		JsonNode board = board(file);
		List<Integer> ids = new ArrayList<>();
		Set<String> places = new TreeSet<>();
		for (JsonNode panel : board.path("panels")) {
			ids.add(panel.path("id").asInt());
			JsonNode place = panel.path("gridPos");
			assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
			for (int x = 0; x < place.path("w").asInt(); x++) {
				for (int y = 0; y < place.path("h").asInt(); y++) {
					assertThat(places.add((place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y)))
						.as("panels that lie on one another: " + panel.path("title"))
						.isTrue();
				}
			}
		}

		assertThat(ids).doesNotHaveDuplicates();
		assertThat(board.path("uid").asString()).isNotBlank();
		assertThat(board.path("templating").path("list").path(0).path("type").asString()).isEqualTo("datasource");
	}

}
