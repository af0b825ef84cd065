package dev.naru.gateway.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.envelope.EnvelopeProperties;
import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Signed;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.SourceId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the stages between the socket and Kafka take, each on its own, for a payment of
 * PortOne.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class Stages {

	/** The size of a body, in bytes. */
	@Param({ "500", "10240" })
	public int bytes;

	private final Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Signed.STANDARD_SECRET);

	private final Enveloper structured = new Enveloper(new EnvelopeProperties(Mode.STRUCTURED, ""), FleetKeys.NONE);

	private final Enveloper binary = new Enveloper(new EnvelopeProperties(Mode.BINARY, ""), FleetKeys.NONE);

	private final Instant now = Instant.now();

	private Delivery delivery;

	private VerifiedDelivery verified;

	private NormalizedEvent event;

	/**
	 * Signs a payment.
	 */
	@Setup
	public void prepare() {
		byte[] body = Payment.body("4711", this.bytes);
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Signed.standard(Signed.STANDARD_SECRET, "msg-4711", this.now, body)
			.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
		this.delivery = new Delivery(new SourceId("portone"), "POST", "/webhooks/portone", null, Headers.of(headers),
				body, null, this.now, null);
		this.verified = (VerifiedDelivery) verify();
		this.event = (NormalizedEvent) read();
	}

	/**
	 * Is it genuine?
	 */
	@Benchmark
	public Verdict verify() {
		return this.endpoint.verify(this.delivery, this.now);
	}

	/**
	 * What is it?
	 */
	@Benchmark
	public Reading read() {
		return this.endpoint.read(this.verified);
	}

	/**
	 * As one JSON text.
	 */
	@Benchmark
	public Envelope envelopeStructured() {
		return this.structured.envelope(this.endpoint, this.verified, this.event, null);
	}

	/**
	 * With its attributes as headers.
	 */
	@Benchmark
	public Envelope envelopeBinary() {
		return this.binary.envelope(this.endpoint, this.verified, this.event, null);
	}

	/**
	 * From the delivery to the record.
	 */
	@Benchmark
	public Envelope all() {
		VerifiedDelivery genuine = (VerifiedDelivery) verify();
		NormalizedEvent normalized = (NormalizedEvent) this.endpoint.read(genuine);
		return this.structured.envelope(this.endpoint, genuine, normalized, null);
	}

}
