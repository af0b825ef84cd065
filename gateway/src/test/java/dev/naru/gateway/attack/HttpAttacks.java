package dev.naru.gateway.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Attacks on how requests begin and end.
 */
final class HttpAttacks {

	private static final Duration WITHIN = Duration.ofSeconds(3);

	private static final String POST = "POST /webhooks/hub HTTP/1.1\r\n";

	private static final String HOST = "Host: localhost\r\n";

	private static final String JSON = "Content-Type: application/json\r\n";

	private static final String SECOND = "GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private HttpAttacks() {
	}

	/**
	 * A request that has to have one answer.
	 *
	 * @param right the statuses that are right
	 * @param closes whether the connection has to be closed after it
	 */
	private record Case(String name, String request, List<String> right, boolean closes) {

		String fault(String answer) {
			String status = answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "no answer";
			if (!this.right.contains(status)) {
				return status;
			}
			if (answer.indexOf("HTTP/1.1 ", 9) > 0) {
				return "what follows it is read as a request";
			}
			return (this.closes && answer.endsWith(Visit.OPEN)) ? "left open" : "";
		}

	}

	static Effect framing(Stage stage) {
		Queue<String> faults = new ConcurrentLinkedQueue<>();
		List<Case> cases = cases();
		stage.crowd().run("client", cases.size(), 1, (visit, number, crowd) -> {
			Case one = cases.get(number);
			visit.send(one.request());
			String fault = one.fault(visit.everything(WITHIN));
			if (!fault.isEmpty()) {
				faults.add(one.name() + ": " + fault);
			}
		});
		return new Effect(cases.size() + " ways to frame a request", faults.stream().sorted().toList());
	}

	private static List<Case> cases() {
		String empty = "Content-Length: 0\r\n\r\n";
		List<Case> cases = new ArrayList<>();
		for (String coding : List.of("xchunked", "gzip", "identity", "gzip, chunked", "chunked, gzip")) {
			cases.add(new Case("Transfer-Encoding: " + coding,
					POST + HOST + JSON + "Transfer-Encoding: " + coding + "\r\n\r\n" + SECOND, List.of("501", "400"),
					true));
		}
		cases.add(new Case("both lengths",
				POST + HOST + JSON + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" + SECOND,
				List.of("400"), true));
		cases.add(new Case("no Host", POST + JSON + empty, List.of("400"), true));
		cases.add(new Case("two Hosts", POST + HOST + "Host: other\r\n" + JSON + empty, List.of("400"), true));
		cases.add(new Case("a bad Host", POST + "Host: a b/c\r\n" + JSON + empty, List.of("400"), true));
		cases.add(new Case("HEAD of a source", "HEAD /webhooks/hub HTTP/1.1\r\n" + HOST + "\r\n", List.of("405", "404"),
				false));
		cases.add(new Case("HEAD of none", "HEAD /webhooks/none HTTP/1.1\r\n" + HOST + "\r\n", List.of("405", "404"),
				false));
		cases.add(new Case("two Content-Encodings",
				POST + HOST + JSON
						+ "Content-Encoding: identity\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
				List.of("415"), false));
		return cases;
	}

	static Effect endless(Stage stage) {
		String length = "Content-Length: 500000\r\n\r\n";
		Map<String, String> requests = Map.of("404", "POST /webhooks/nobody HTTP/1.1\r\n" + HOST + JSON + length, "405",
				"PUT /webhooks/hub HTTP/1.1\r\n" + HOST + JSON + length, "415",
				POST + HOST + "Content-Type: image/png\r\n" + length, "413",
				POST + HOST + JSON + "Content-Length: 99000000000\r\n\r\n");
		List<Map.Entry<String, String>> kinds = List.copyOf(requests.entrySet());
		Tally tally = stage.crowd().run("trickling", 200, 1, (visit, number, crowd) -> {
			Map.Entry<String, String> kind = kinds.get(number % kinds.size());
			visit.send(kind.getValue());
			crowd.tally().count(String.valueOf(visit.answer(WITHIN.multipliedBy(2))));
			for (int i = 0; i < 10; i++) {
				Crowd.pause(Duration.ofMillis(150));
				try {
					visit.send("x");
				}
				catch (IOException ex) {
					crowd.tally().count("closed");
					return;
				}
			}
			crowd.tally().count("still open");
		});
		long open = tally.of("still open");
		return Effect.of(tally, Effect.when(open > 0, open + " connections stay open after their answer"),
				Effect.when(tally.of("closed unanswered") > 0, "some were closed without an answer"),
				Effect.when(tally.of("no answer in time") > 0, "some are judged after the body"));
	}

}
