package dev.naru.gateway.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import dev.naru.gateway.attack.Bystander.Service;
import dev.naru.gateway.chaos.Child;
import dev.naru.gateway.chaos.Ports;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Attacks on what the gateway believes.
 */
final class BeliefAttacks {

	private static final Duration PATIENCE = Duration.ofSeconds(6);

	/** Where the genuine come from. */
	private static final String GENUINE = "127.0.9.11";

	private static final String VARIABLE = "ATTACKED_SECRET_NOT_SET";

	private static final Duration START_WITHIN = Duration.ofMinutes(4);

	private BeliefAttacks() {
	}

	/**
	 * A stranger takes the id of an event first.
	 */
	static Effect squatting(Stage stage) throws IOException {
		String id = UUID.randomUUID().toString();
		int stranger = send(stage, "127.0.6.2", Requests.open(id, "stranger-" + id));
		int genuine = send(stage, GENUINE, Requests.open(id, "genuine-" + id));
		boolean there = Topic.records(stage.brokers(), "webhooks.open")
			.stream()
			.anyMatch((record) -> holds(record, "genuine-" + id));
		return new Effect("an id taken: " + stranger + ", then the genuine event: " + genuine,
				there ? List.of() : List.of("a genuine event has vanished"));
	}

	/**
	 * Somebody writes to the topic what looks like an event that has yet to come.
	 */
	static Effect forgedRecords(Stage stage) throws IOException {
		String model = "model-" + UUID.randomUUID();
		String victim = "victim-" + UUID.randomUUID();
		send(stage, GENUINE, Requests.github("hub", model, Map.of()));
		ConsumerRecord<byte[], byte[]> written = Topic.records(stage.brokers(), "webhooks.github")
			.stream()
			.filter((record) -> holds(record, model))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("the genuine delivery is not on Kafka"));
		ProducerRecord<byte[], byte[]> forged = new ProducerRecord<>(written.topic(), written.key(),
				Requests.bytes("poison"));
		written.headers()
			.forEach((header) -> forged.headers()
				.add(header.key(), Requests.bytes(text(header.value()).replace(model, victim))));
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", stage.brokers().bootstrapServers()), new ByteArraySerializer(),
				new ByteArraySerializer())) {
			Future<RecordMetadata> unused = producer.send(forged);
		}
		// The gateway reads its topics as others write to them.
		Crowd.pause(Duration.ofSeconds(3));
		int genuine = send(stage, GENUINE, Requests.github("hub", victim, Map.of()));
		boolean there = Topic.records(stage.brokers(), "webhooks.github")
			.stream()
			.anyMatch((record) -> holds(record, "acme/" + victim));
		return new Effect("a record forged, then the genuine event: " + genuine,
				there ? List.of() : List.of("a genuine event has vanished"));
	}

	private static boolean holds(ConsumerRecord<byte[], byte[]> record, String text) {
		return text(record.value()).contains(text);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * The certificates that can be kept are used up, and so are the fetches; then a
	 * genuine sender comes with a certificate that nobody has seen.
	 */
	static Effect certificates(Stage stage) throws IOException {
		for (int query = 0; query < 40; query++) {
			send(stage, "127.0.6.3", stage.certificates().forged("/good?" + query));
		}
		Crowd crowd = stage.crowd();
		Bystander genuine = new Bystander(GENUINE, stage.victim().port(),
				(number) -> stage.certificates().signed("/new", "event-" + number));
		try (genuine) {
			crowd.run("slow certificates", 12, (visit, number, own) -> {
				while (!own.left().isZero()) {
					visit.send(stage.certificates().forged("/slow?" + UUID.randomUUID()));
					own.tally().count(String.valueOf(visit.answer(PATIENCE)));
					visit.send(stage.certificates().forged("/slow/" + UUID.randomUUID()));
					own.tally().count(String.valueOf(visit.answer(PATIENCE)));
				}
			});
		}
		Service service = genuine.service();
		return new Effect(crowd.tally() + "; genuine " + service.accepted() + " of " + service.sent(),
				(service.accepted() == service.sent()) ? List.of()
						: List.of("genuine deliveries with certificates were turned away"));
	}

	/**
	 * An operator forgets a variable, and somebody signs with its name.
	 */
	static Effect placeholders(Stage stage) throws IOException {
		Path directory = Files.createDirectories(stage.directory().resolve("placeholder"));
		Files.deleteIfExists(directory.resolve("gateway.log"));
		int port = Ports.free();
		Child child = Victim.launch(directory, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
				List.of("--naru.sources.hub.provider=github", "--naru.sources.hub.secrets[0]=${" + VARIABLE + "}",
						"--server.port=" + port, "--management.server.port=0",
						"--spring.kafka.bootstrap-servers=" + stage.brokers().bootstrapServers()));
		try {
			long until = System.nanoTime() + START_WITHIN.toNanos();
			while (child.isAlive() && !listens(port) && System.nanoTime() < until) {
				Crowd.pause(Duration.ofMillis(100));
			}
			if (child.isAlive()) {
				return new Effect("a secret of ${" + VARIABLE + "}", List.of("it starts"));
			}
			boolean named = Files.readString(directory.resolve("gateway.log")).contains(VARIABLE);
			return new Effect("a secret of ${" + VARIABLE + "}",
					named ? List.of() : List.of("the start does not say which variable"));
		}
		finally {
			child.kill();
		}
	}

	private static boolean listens(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int send(Stage stage, String address, byte[] request) throws IOException {
		try (Visit visit = new Visit(address, stage.victim().port())) {
			visit.send(request);
			return visit.answer(PATIENCE);
		}
	}

}
