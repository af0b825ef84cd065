package dev.naru.gateway.attack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.naru.gateway.testkit.Scrape;

/**
 * Attacks on the log and the metrics, and on whoever reads them.
 */
final class LogAttacks {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** Until what was read is logged. */
	private static final Duration SETTLED = Duration.ofSeconds(1);

	/** The gateway's own, such as those of the virtual machine, may come at any time. */
	private static final int NEW_SERIES = 10;

	private static final List<String> NOT_HTTP = List.of("x\n", "\0\0\0\0\0\0\r\n\r\n",
			"POST /a\u001b[2J\u001b[HEVIL HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
			"POST /webhooks/hub HTTP/9.9\r\nHost: localhost\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: localhost\r\n" + "x".repeat(11_000) + ": y\r\n\r\n",
			"POST /webhooks/hub HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\u001b[31m\r\n\r\n");

	private LogAttacks() {
	}

	static Effect garbage(Stage stage) {
		long log = stage.victim().logged();
		double counted = notHttp(stage.victim().scrape());
		Tally tally = stage.crowd().run("not HTTP", 16, (visit, number, crowd) -> {
			while (!crowd.left().isZero()) {
				for (String garbage : NOT_HTTP) {
					try (Visit one = new Visit(Visit.address(number), stage.victim().port())) {
						one.send(garbage);
						one.everything(Duration.ofMillis(500));
						crowd.tally().count("garbage");
					}
				}
			}
		});
		Crowd.pause(SETTLED);
		return Effect.of(tally,
				Effect.when(stage.victim().logSince(log).contains("\u001b["), "control characters in the log"),
				Effect.when(notHttp(stage.victim().scrape()) <= counted, "no metric counts it"));
	}

	private static double notHttp(Scrape scrape) {
		return scrape.sum("naru_webhooks_total", "outcome", "refused", "reason", "not_http");
	}

	static Effect resets(Stage stage) {
		long log = stage.victim().logged();
		byte[] head = Requests.head("hub", 100_000, Requests.forged());
		byte[] body = Requests.junk(20_000);
		Tally tally = stage.crowd().run("reset in the body", stage.times(300), 1, (visit, number, crowd) -> {
			visit.send(head, body);
			// Its first bytes are to be read before it ends.
			Crowd.pause(Duration.ofMillis(100));
			visit.reset();
		});
		Crowd.pause(SETTLED);
		long errors = stage.victim().logSince(log).lines().filter((line) -> line.contains(" ERROR ")).count();
		return Effect.of(tally, Effect.when(errors > 0, errors + " lines of ERROR"));
	}

	static Effect unknown(Stage stage) {
		Tally first = strange(stage, 1);
		int before = stage.victim().scrape().samples().size();
		Tally tally = strange(stage, stage.times(200));
		int grown = stage.victim().scrape().samples().size() - before;
		return Effect.of(tally, Effect.when(grown > NEW_SERIES, grown + " new series of metrics"),
				Effect.when(first.of("closed unanswered") + tally.of("closed unanswered") > 0, "some had no answer"));
	}

	/**
	 * @param each how often each of the clients sends each
	 */
	private static Tally strange(Stage stage, int each) {
		return stage.crowd().run("client", 8, 1, (visit, number, own) -> {
			for (int i = 0; i < each && !own.left().isZero(); i++) {
				for (int source = 0; source < 5; source++) {
					visit.again()
						.send(Requests.request("unknown-" + number + "-" + i + "-" + source, Map.of(),
								Requests.bytes("{}")));
					own.tally().count("unknown source " + visit.answer(PATIENCE));
				}
				visit.again().send("M" + number + "ETHOD" + i + " /webhooks/hub HTTP/1.1\r\nHost: localhost\r\n\r\n");
				own.tally().count("odd method " + visit.answer(PATIENCE));
				visit.again().send(Requests.request("hub", Requests.forged(), Requests.bytes("{\"n\":" + i + "}")));
				own.tally().count("forged " + visit.answer(PATIENCE));
			}
		});
	}

	static Effect quarantine(Stage stage) {
		long log = stage.victim().logged();
		Tally tally = stage.crowd().run("client", 20, (visit, number, crowd) -> {
			while (!crowd.left().isZero()) {
				String id = UUID.randomUUID() + "\" source=\"forged\" x=\"";
				visit.send(Requests.untyped(id));
				crowd.tally().count("unreadable " + visit.answer(PATIENCE));
			}
		});
		return Effect.of(tally, Effect.when(stage.victim().logSince(log).contains("\" source=\"forged\""),
				"fields of log lines can be forged"));
	}

}
