package dev.naru.gateway.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Delivery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to find a webhook genuine and to read it, profile by profile, with the
 * provider's own request made 1 KiB large.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class ProfileStages {

	/** The name of a genuine vector. */
	@Param("stripe-1")
	public String vector;

	private Endpoint endpoint;

	private Delivery delivery;

	private Instant now;

	/**
	 * Signs the vector's body anew.
	 */
	@Setup
	public void prepare() {
		Vector genuine = Vector.of(this.vector);
		this.endpoint = TestProfiles.endpoint(genuine);
		this.delivery = TestProfiles.sized(genuine, 1024).delivery();
		this.now = genuine.now();
	}

	/**
	 * Is it genuine, and what is it?
	 */
	@Benchmark
	public Reading verifyAndRead() {
		return this.endpoint.read((VerifiedDelivery) this.endpoint.verify(this.delivery, this.now));
	}

}
