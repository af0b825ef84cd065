package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.awaitility.Awaitility;

/**
 * Gateways with one trouble each, or with several that do not hide one another.
 */
final class Site implements AutoCloseable {

	/**
	 * What has to be called for here, and nothing else: the alert, and whom or what it
	 * names.
	 */
	static final Set<String> TROUBLES = Set.of("NaruGatewayDown down", "NaruKafkaAway cut", "NaruKafkaAway full",
			"NaruSpoolOld full", "NaruConfigurationRefused cut", "NaruSpoolNearlyFull full",
			"NaruSpoolTakesNothing full", "NaruWebhooksFailing overflowing unavailable", "NaruAcknowledgementSlow slow",
			"NaruAdmissionSaturated strained", "NaruDiskTooSmall strained", "NaruRecordsSetAside strained",
			"NaruSpoolGrowing throttled", "NaruSignatureDrift rotated signature_mismatch", "NaruSourceSilent silent",
			"NaruRefusalsUnusual unknown unknown_source", "NaruQuarantineGrowing unreadable malformed_body",
			"NaruDuplicatesUnusual twice");

	/** When what has gone well until then goes wrong. */
	private static final Duration ROTATION = Duration.ofSeconds(16);

	private static final Duration SILENCE = Duration.ofSeconds(28);

	private static final String NOWHERE = "127.0.0.1:" + TestBroker.freePort();

	/** In no gateway's configuration. */
	private static final String NEW_SECRET = "whsec_"
			+ Base64.getEncoder().encodeToString("rotated at the provider".getBytes(StandardCharsets.UTF_8));

	private final Map<String, RunningGateway> gateways = new LinkedHashMap<>();

	private final Path directory;

	private final Path mounted;

	private final Traffic traffic = new Traffic();

	Site(Path directory) {
		this.directory = directory;
		this.mounted = directory.resolve("secret");
	}

	/**
	 * Starts them one after the other: Spring sets up logging for a whole JVM.
	 */
	void start() throws InterruptedException, ExecutionException, IOException {
		TestBroker broker = TestBroker.shared();
		String large = TestBroker.newName("large");
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(large, 1, (short) 1).configs(Map.of("max.message.bytes", "2000"))))
				.all()
				.get();
			// Kafka answers, and takes less than comes.
			admin.alterClientQuotas(List
				.of(new ClientQuotaAlteration(new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "throttled")),
						List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 300.0)))))
				.all()
				.get();
		}
		Files.writeString(this.mounted, NEW_SECRET);
		Path old = this.directory.resolve("old");
		try (RunningGateway before = RunningGateway.start(NOWHERE, portOne(old, "overflowing"))) {
			byte[] body = Traffic.payment("");
			before.post("overflowing",
					Signed.standard(Signed.STANDARD_SECRET, "waits for long", RunningGateway.NOW, body), body);
		}

		Map<String, Object> full = portOne(old, "overflowing");
		full.put("naru.publication.spool.max-size", "1MB");
		Map<String, Object> strained = portOne(this.directory.resolve("strained"), "many", "large");
		strained.put("naru.sources.large.topic", large);
		// Nobody knows what a topic takes before it is compressed.
		strained.put("spring.kafka.producer.compression-type", "gzip");
		strained.put("naru.publication.max-records-in-flight", 1);
		strained.put("naru.publication.spool.max-size", "900000GB");
		Map<String, Object> throttled = portOne(this.directory.resolve("throttled"), "throttled");
		throttled.put("spring.kafka.producer.client-id", "throttled");
		Map<String, Object> slow = patient(new HashMap<>());
		slow.put("naru.sources.slow.provider", "standard-webhooks");
		slow.put("naru.sources.slow.secrets", Signed.STANDARD_SECRET);
		slow.put("naru.publication.spool.directory", this.directory.resolve("slow"));
		Map<String, Object> busy = patient(
				portOne(this.directory.resolve("busy"), "steady", "silent", "rotated", "unreadable", "twice"));

		Map<String, Object> cutOff = portOne(this.directory.resolve("cut"), "cut");
		cutOff.put("naru.sources.cut.secret-files", this.mounted);

		start("cut", NOWHERE, cutOff);
		start("busy", broker.bootstrapServers(), busy);
		start("strained", broker.bootstrapServers(), strained);
		start("throttled", broker.bootstrapServers(), throttled);
		start("slow", broker.proxy().address(), slow);
		start("full", NOWHERE, full);
	}

	private void start(String name, String kafka, Map<String, Object> properties) {
		this.gateways.put(name, RunningGateway.startNow(kafka, properties));
	}

	/**
	 * Kafka is never taken for slow only because this machine is.
	 */
	private static Map<String, Object> patient(Map<String, Object> properties) {
		properties.put("naru.publication.kafka-within", "30s");
		properties.put("naru.publication.answer-within", "60s");
		return properties;
	}

	private static Map<String, Object> portOne(Path spool, String... sources) {
		Map<String, Object> properties = new HashMap<>();
		for (String source : sources) {
			properties.put("naru.sources." + source + ".provider", "portone");
			properties.put("naru.sources." + source + ".secrets", Signed.STANDARD_SECRET);
			properties.put("naru.sources." + source + ".topic", TestBroker.newName("watched"));
		}
		properties.put("naru.publication.spool.directory", spool);
		return properties;
	}

	private static String incompressible() {
		byte[] bytes = new byte[3000];
		new Random(1).nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	private RunningGateway gateway(String name) {
		RunningGateway gateway = this.gateways.get(name);
		if (gateway == null) {
			throw new IllegalArgumentException(name);
		}
		return gateway;
	}

	/**
	 * The management port of each gateway; nobody listens on that of the last.
	 */
	Map<String, Integer> targets() {
		Map<String, Integer> targets = new LinkedHashMap<>();
		this.gateways.forEach((name, gateway) -> targets.put(name, gateway.managementPort()));
		targets.put("down", TestBroker.freePort());
		return targets;
	}

	/**
	 * From now on webhooks come, and troubles with them.
	 */
	void open() throws IOException {
		Files.writeString(this.mounted, "");
		RunningGateway busy = gateway("busy");
		long opened = System.nanoTime();
		this.traffic.perSecond(4, () -> Traffic.pay(busy, "steady"));
		this.traffic.perSecond(12, () -> {
			if (since(opened).compareTo(SILENCE) < 0) {
				Traffic.pay(busy, "silent");
			}
		});
		this.traffic.perSecond(1, () -> Traffic.pay(busy, "rotated"));
		this.traffic.perSecond(8,
				() -> Traffic.send(busy, "rotated",
						(since(opened).compareTo(ROTATION) < 0) ? Signed.STANDARD_SECRET : NEW_SECRET,
						UUID.randomUUID().toString(), Traffic.payment("")));
		this.traffic.perSecond(0.5, () -> Traffic.send(busy, "unreadable", Signed.STANDARD_SECRET,
				UUID.randomUUID().toString(), ("{" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8)));
		this.traffic.perSecond(6, () -> {
			String id = UUID.randomUUID().toString();
			byte[] body = Traffic.payment("");
			Traffic.send(busy, "twice", Signed.STANDARD_SECRET, id, body);
			Traffic.send(busy, "twice", Signed.STANDARD_SECRET, id, body);
		});
		this.traffic.perSecond(8, () -> Traffic.pay(busy, "nobody"));
		this.traffic.perSecond(2, () -> Traffic.pay(gateway("cut"), "cut"));
		byte[] much = Traffic.payment(",\"memo\":\"" + "x".repeat(60_000) + "\"");
		this.traffic.perSecond(4, () -> Traffic.send(gateway("full"), "overflowing", Signed.STANDARD_SECRET,
				UUID.randomUUID().toString(), much));
		byte[] tooMuch = Traffic.payment(",\"memo\":\"" + incompressible() + "\"");
		// It is turned away as well, while others take the only place.
		this.traffic.once(() -> Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			// Too seldom to be missed afterwards, and out of step with the others.
			.pollInterval(Duration.ofMillis(600))
			.until(() -> Traffic.send(gateway("strained"), "large", Signed.STANDARD_SECRET, "too large",
					tooMuch) == 200));
		this.traffic.perSecond(1, () -> {
			for (int i = 0; i < 16; i++) {
				Thread.startVirtualThread(() -> Traffic.pay(gateway("strained"), "many"));
			}
		});
		this.traffic.perSecond(3, () -> Traffic.pay(gateway("throttled"), "throttled"));
		this.traffic.perSecond(5, () -> {
			byte[] body = Traffic.payment("");
			gateway("slow").post("slow",
					Signed.standard(Signed.STANDARD_SECRET, UUID.randomUUID().toString(), Instant.now(), body), body);
		});
		// Kafka answers late, but before it would be given up.
		this.traffic.perSecond(0.2, this::hesitate);
	}

	private static Duration since(long nanoTime) {
		return Duration.ofNanos(System.nanoTime() - nanoTime);
	}

	private void hesitate() {
		try {
			TestBroker.shared().proxy().freeze();
			Thread.sleep(3500);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			TestBroker.shared().proxy().mend();
		}
	}

	@Override
	public void close() {
		this.traffic.close();
		TestBroker.shared().proxy().mend();
		List<RunningGateway> all = new ArrayList<>(this.gateways.values());
		all.parallelStream().forEach(RunningGateway::close);
	}

}
