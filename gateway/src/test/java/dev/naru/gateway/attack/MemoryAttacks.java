package dev.naru.gateway.attack;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Attacks on the gateway's memory.
 */
final class MemoryAttacks {

	private static final int MEBIBYTE = 1 << 20;

	private static final byte[] NEARLY_A_MEBIBYTE = Requests.junk(MEBIBYTE - 1);

	private static final byte[] HALF = Requests.junk(530_000);

	private MemoryAttacks() {
	}

	static Effect none(Stage stage) {
		Crowd.pause(stage.time());
		return new Effect("nothing", List.of());
	}

	static Effect heldBodies(Stage stage) {
		return Effect.of(stage.crowd().run("1 MiB less a byte", 1000, holding("hub", NEARLY_A_MEBIBYTE, Map.of())));
	}

	static Effect halfBodies(Stage stage) {
		Crowd crowd = stage.crowd((number) -> "127.0.6.66");
		return Effect.of(crowd.run("530 kB of 1 MiB", 400, holding("hub", HALF, Map.of())));
	}

	static Effect proxiedBodies(Stage stage) {
		Crowd crowd = stage.crowd((number) -> Siege.PROXY);
		return Effect.of(crowd.run("1 MiB less a byte", 1000,
				(visit, number,
						own) -> holding("hub", NEARLY_A_MEBIBYTE,
								Map.of("X-Forwarded-For", "198.51.100." + (1 + number % 250)))
							.visit(visit, number, own)));
	}

	private static Crowd.Visitor holding(String source, byte[] body, Map<String, String> more) {
		Map<String, String> headers = new HashMap<>(Requests.forged());
		headers.putAll(more);
		byte[] head = Requests.head(source, MEBIBYTE, headers);
		return (visit, number, crowd) -> {
			visit.send(head, body);
			crowd.tally().sent(body.length);
			crowd.tally().count(String.valueOf(visit.answer(crowd.left())));
		};
	}

	/**
	 * Whoever may not send at all is told so before the body is read.
	 */
	static Effect refusedAddress(Stage stage) {
		byte[] head = Requests.head("addr", MEBIBYTE, Requests.forged());
		Duration soon = Duration.ofSeconds(2);
		Tally tally = stage.crowd().run("530 kB of 1 MiB", 300, (visit, number, crowd) -> {
			visit.send(head);
			try {
				crowd.tally().count(String.valueOf(visit.answer(soon)));
			}
			catch (SocketTimeoutException ex) {
				crowd.tally().count("body awaited");
				visit.send(HALF);
				crowd.tally().sent(HALF.length);
				visit.answer(crowd.left());
			}
		});
		return Effect.of(tally, Effect.when(tally.of("body awaited") > 0, "the address is judged after the body"));
	}

	static Effect slowSenders(Stage stage) {
		Crowd crowd = stage.crowd();
		slow(crowd, 500);
		return Effect.of(crowd.tally());
	}

	private static void slow(Crowd crowd, int each) {
		byte[] bodies = Requests.head("hub", MEBIBYTE, Requests.forged());
		byte[] headers = Requests.bytes("POST /webhooks/hub HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
		together(() -> crowd.run("slow body", each, trickling(bodies)),
				() -> crowd.run("slow header", each, trickling(headers)));
	}

	private static Crowd.Visitor trickling(byte[] start) {
		return (visit, number, crowd) -> {
			visit.send(start);
			while (!crowd.left().isZero()) {
				visit.send("x");
				Crowd.pause(Duration.ofMillis(500));
			}
		};
	}

	static Effect largeBodies(Stage stage) {
		Crowd crowd = stage.crowd();
		large(crowd, 500);
		return Effect.of(crowd.tally(),
				Effect.when(crowd.tally().of("large 500") > 0, "a genuine one was answered 500"));
	}

	/**
	 * All come at once, and again when they have had their answer.
	 */
	private static void large(Crowd crowd, int clients) {
		crowd.run("large genuine", clients, (visit, number, own) -> {
			byte[][] request = Requests.largePayment("storm", UUID.randomUUID().toString());
			visit.send(request);
			own.tally().sent(990_000);
			own.tally().count("large " + visit.answer(own.left()));
		});
	}

	static Effect mix(Stage stage) {
		Crowd crowd = stage.crowd();
		together(() -> crowd.run("1 MiB less a byte", 1000, holding("hub", NEARLY_A_MEBIBYTE, Map.of())),
				() -> large(crowd, 500), () -> slow(crowd, 250));
		return Effect.of(crowd.tally());
	}

	private static void together(Runnable... attacks) {
		CompletableFuture
			.allOf(List.of(attacks)
				.stream()
				.map((attack) -> CompletableFuture.runAsync(attack, (task) -> Thread.ofVirtual().start(task)))
				.toArray(CompletableFuture[]::new))
			.join();
	}

}
