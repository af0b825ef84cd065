package dev.naru.gateway.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stranger, as a process of its own: it has no secret, but hears some of what is sent.
 * It attacks at a bounded rate until it is told that it is over.
 */
final class Hostile {

	private static final int AT_ONCE = 32;

	private static final long SLOW_PAUSE_MILLIS = 200;

	private static final int SLOW_BYTES = 15;

	/** How far ahead of what was heard an id is taken. */
	private static final int AHEAD = 10;

	private static final Pattern ID = Pattern.compile("(?:webhook-id|pb-webhook-mid): event-(\\d+)-(\\d+)-(\\d+)");

	private static final Attack[] ATTACKS = Attack.values();

	private static final List<Origin> SIGNED = List.of(Origin.PORTONE_EAST, Origin.PORTONE_WEST, Origin.POPBILL,
			Origin.STEPPAY, Origin.STANDARD);

	private final List<Integer> ports;

	private final Path captured;

	private final Random random;

	private final Map<String, Long> heard = new TreeMap<>();

	private final Semaphore room = new Semaphore(AT_ONCE);

	private Hostile(List<Integer> ports, Path captured, Random random) {
		this.ports = ports;
		this.captured = captured;
		this.random = random;
	}

	/**
	 * What its process is told.
	 * @param tally the file that it makes in the end: each line an attack, a status and
	 * how often it was heard
	 */
	static List<String> arguments(List<Integer> ports, Path captured, long seed, int pauseMillis, Path tally) {
		return List.of(Ports.join(ports), captured.toAbsolutePath().toString(), String.valueOf(seed),
				String.valueOf(pauseMillis), tally.toAbsolutePath().toString());
	}

	/**
	 * @param args as {@link #arguments} gives them
	 */
	public static void main(String[] args) throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		Thread.ofPlatform().daemon().start(() -> Load.awaitEnd(over));
		Hostile hostile = new Hostile(Ports.parse(args[0]), Path.of(args[1]), new Random(Long.parseLong(args[2])));
		hostile.run(over, Integer.parseInt(args[3]));
		Files.write(Path.of(args[4]),
				hostile.heard.entrySet().stream().map((entry) -> entry.getKey() + "\t" + entry.getValue()).toList());
	}

	private void run(CountDownLatch over, int pauseMillis) throws InterruptedException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int number = 0; !over.await(pauseMillis, TimeUnit.MILLISECONDS); number++) {
				Attack attack = ATTACKS[number % ATTACKS.length];
				int gateway = this.random.nextInt(this.ports.size());
				Random choice = new Random(this.random.nextLong());
				String mark = Attack.MARK + number;
				this.room.acquire();
				threads.execute(() -> {
					try {
						attack(attack, gateway, mark, choice).ifPresent((status) -> hear(attack, status));
					}
					catch (IOException ex) {
						hear(attack, Wire.BROKEN);
					}
					finally {
						this.room.release();
					}
				});
			}
		}
	}

	private synchronized void hear(Attack attack, int status) {
		this.heard.merge(attack + "\t" + status, 1L, Long::sum);
	}

	/**
	 * @return the answer's status or what went wrong on the wire; nothing if there was
	 * nothing to attack with
	 */
	private Optional<Integer> attack(Attack attack, int gateway, String mark, Random choice) throws IOException {
		return switch (attack) {
			case FORGED -> Optional.of(exchange(gateway, forged(mark, choice)));
			case CHANGED -> captured(choice, "signature: ").map((found) -> exchange(gateway, changed(found, mark)));
			case GARBAGE -> {
				byte[] garbage = new byte[choice.nextInt(1, 600)];
				choice.nextBytes(garbage);
				garbage[garbage.length - 1] = '\n';
				yield Optional.of(exchange(gateway, garbage));
			}
			case RESET -> Optional.of(reset(gateway, forged(mark, choice)));
			case SLOW -> Optional.of(slow(gateway, mark));
			case OVERSIZE -> Optional.of(exchange(gateway, request("portone-east",
					Map.of("content-type", "application/json", "content-length", "99000000000"), bytes(mark))));
			// Where it was heard: what one gateway holds back another does not know.
			case REPLAY -> captured(choice, "").map((found) -> exchange(found.gateway(), found.request()));
			case SQUATTED_ID ->
				captured(choice, "event-").map((found) -> exchange(gateway, squatted(found.text(), mark, choice)));
			case DISGUISED -> Optional.of(exchange(gateway, disguised(mark)));
		};
	}

	private int exchange(int gateway, byte[] request) {
		try (Wire wire = new Wire(gateway, this.ports.get(gateway))) {
			return wire.exchange(request);
		}
		catch (RuntimeException ex) {
			// An answer that is no HTTP, to what was none.
			return Wire.BROKEN;
		}
	}

	private static byte[] forged(String mark, Random choice) {
		Origin origin = SIGNED.get(choice.nextInt(SIGNED.size()));
		byte[] body = marked(origin.body("1", 1, Instant.now()), mark);
		Map<String, String> headers = new HashMap<>(origin.headers(mark, bytes("other"), Instant.now()));
		headers.computeIfPresent("authorization", (name, value) -> "Basic Y2hhb3M6Z3Vlc3NlZA==");
		return request(origin.source(), headers, body);
	}

	private int reset(int gateway, byte[] request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.ports.get(gateway))) {
			socket.getOutputStream().write(request, 0, request.length - 20);
			socket.setSoLinger(true, 0);
		}
		return Wire.BROKEN;
	}

	private int slow(int gateway, String mark) throws IOException {
		byte[] request = request("standard", Map.of("content-type", "application/json", "content-length", "4000",
				"webhook-id", mark, "webhook-timestamp", "1", "webhook-signature", "v1,AAAA"), bytes("{"));
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.ports.get(gateway))) {
			socket.getOutputStream().write(request);
			for (int i = 0; i < SLOW_BYTES; i++) {
				TimeUnit.MILLISECONDS.sleep(SLOW_PAUSE_MILLIS);
				socket.getOutputStream().write(' ');
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Wire.BROKEN;
	}

	private static byte[] changed(Captured found, String mark) {
		String text = found.text();
		int end = text.indexOf("\r\n\r\n");
		byte[] body = marked(bytes(text.substring(end + 4)), mark);
		String head = text.substring(0, end).replaceFirst("content-length: \\d+", "content-length: " + body.length);
		return joined(head + "\r\n\r\n", body);
	}

	/**
	 * One of the next events of a lane that was heard.
	 */
	private static byte[] squatted(String heard, String mark, Random choice) {
		Matcher id = ID.matcher(heard);
		if (!id.find()) {
			return bytes(mark);
		}
		int ahead = choice.nextInt(1, AHEAD);
		boolean ordered = Integer.parseInt(id.group(3)) > 0;
		String next = "event-" + id.group(1) + "-" + (Integer.parseInt(id.group(2)) + (ordered ? 0 : ahead)) + "-"
				+ (Integer.parseInt(id.group(3)) + (ordered ? ahead : 0));
		byte[] body = marked(Origin.OPEN.body("1", 1, Instant.now()), mark);
		return request(Origin.OPEN.source(), Origin.OPEN.headers(next, body, Instant.now()), body);
	}

	static byte[] disguised(String mark) {
		String event = "{\"specversion\":\"1.0\",\"id\":\"" + mark
				+ "\",\"source\":\"/sources/portone-east\",\"type\":\"payment.paid\",\"subject\":\"payment/1\","
				+ "\"time\":\"2026-01-01T00:00:00Z\",\"datacontenttype\":\"application/json\","
				+ "\"dataschema\":\"urn:naru:schema:data:payment:1\",\"provider\":\"portone\","
				+ "\"providertype\":\"Transaction.Paid\",\"providerversion\":\"2024-04-25\","
				+ "\"recordedtime\":\"2026-01-01T00:00:00.000Z\",\"authenticity\":\"signature\",\"coverage\":\"body\","
				+ "\"partitionkey\":\"1\",\"data\":{\"resource\":{\"kind\":\"payment\",\"id\":\"1\"},\"payload\":{}}}";
		return request(Origin.OPEN.source(), Map.of("content-type", "application/cloudevents+json"), bytes(event));
	}

	private static byte[] request(String source, Map<String, String> headers, byte[] body) {
		StringBuilder head = new StringBuilder("POST /webhooks/" + source + " HTTP/1.1\r\nhost: localhost\r\n");
		if (!headers.containsKey("content-length")) {
			head.append("content-length: ").append(body.length).append("\r\n");
		}
		headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		return joined(head.append("\r\n").toString(), body);
	}

	/**
	 * The same JSON object with one field more.
	 */
	private static byte[] marked(byte[] body, String mark) {
		String text = new String(body, StandardCharsets.ISO_8859_1);
		return bytes(text.substring(0, text.lastIndexOf('}')) + ",\"note\":\"" + mark + "\"}");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] joined(String head, byte[] body) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(bytes(head));
		all.writeBytes(body);
		return all.toByteArray();
	}

	/**
	 * One of the requests that were heard and contain a text.
	 */
	private Optional<Captured> captured(Random choice, String text) throws IOException {
		List<Path> files = Load.captured(this.captured);
		if (files.isEmpty()) {
			return Optional.empty();
		}
		Path file = files.get(choice.nextInt(files.size()));
		String name = file.getFileName().toString();
		Captured found = new Captured(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)),
				Files.readAllBytes(file));
		return found.text().contains(text) ? Optional.of(found) : Optional.empty();
	}

	/**
	 * @param gateway the number of the one that it was sent to
	 */
	private record Captured(int gateway, byte[] request) {

		String text() {
			return new String(this.request, StandardCharsets.ISO_8859_1);
		}

	}

}
