package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is called finds what it means and what to do.
 */
class RunbookTest {

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static List<JsonNode> alerts() throws IOException {
		JsonNode rules = new YAMLMapper().readTree(Files.readString(Tool.DEPLOY.resolve("prometheus/naru.rules.yml")));
		List<JsonNode> alerts = new ArrayList<>();
		for (JsonNode group : rules.path("groups")) {
			for (JsonNode rule : group.path("rules")) {
				if (rule.has("alert")) {
					alerts.add(rule);
				}
			}
		}
		return alerts;
	}

	/**
	 * The names under which the headings of a page can be linked to.
	 */
	private static Set<String> anchors(Path page) throws IOException {
		return HEADING.matcher(Files.readString(page))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	@Test
	void everyAlertSaysWhatItMeansAndWhatToDo() throws IOException {
		assertThat(alerts()).hasSizeGreaterThan(15).allSatisfy((alert) -> {
			for (String annotation : List.of("summary", "what_it_means", "what_to_do", "runbook_url")) {
				assertThat(alert.path("annotations").path(annotation).asString("")).as(alert + ": " + annotation)
					.isNotBlank();
			}
			assertThat(alert.path("labels").path("severity").asString()).isIn("critical", "warning");
		});
	}

	@Test
	void everyAlertHasItsParagraph() throws IOException {
		Set<String> anchors = anchors(Tool.DEPLOY.resolve("RUNBOOK.md"));

		assertThat(alerts()).allSatisfy((alert) -> {
			String name = alert.path("alert").asString().toLowerCase(Locale.ROOT);
			assertThat(alert.path("annotations").path("runbook_url").asString()).isEqualTo("deploy/RUNBOOK.md#" + name);
			assertThat(anchors).contains(name);
		});
	}

	@Test
	void noParagraphIsOfAnAlertThatIsNoMore() throws IOException {
		Set<String> names = alerts().stream()
			.map((alert) -> alert.path("alert").asString().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());

		assertThat(anchors(Tool.DEPLOY.resolve("RUNBOOK.md"))).filteredOn((anchor) -> anchor.startsWith("naru"))
			.isSubsetOf(names);
	}

	@Test
	void everyAlertIsSeenFiringInATest() throws IOException {
		String tests = Files.readString(Tool.DEPLOY.resolve("prometheus/naru.rules.test.yml"))
				+ Files.readString(Tool.DEPLOY.resolve("prometheus/naru.silence.test.yml"));

		assertThat(alerts()).extracting((alert) -> alert.path("alert").asString())
			.allMatch((name) -> tests.contains("ALERTS{alertname=\"" + name + "\", alertstate=\"firing\"")
					|| tests.contains("alertname: " + name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "RUNBOOK.md", "README.md", "../README.md", "bench/README.md", "chaos/README.md" })
	void everyLinkLeadsSomewhere(String name) throws IOException {
		Path page = Tool.DEPLOY.resolve(name);
		List<String> links = LINK.matcher(Files.readString(page)).results().map((link) -> link.group(1)).toList();

		for (String link : links) {
			if (!link.startsWith("http")) {
				String[] parts = link.split("#", 2);
				Path to = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
				assertThat(to).as(link).exists();
				if (parts.length == 2) {
					assertThat(anchors(to)).as(link).contains(parts[1]);
				}
			}
		}
	}

}
