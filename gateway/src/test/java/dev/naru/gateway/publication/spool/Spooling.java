package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import org.springframework.util.unit.DataSize;

/**
 * A spool on disk with all that works on it, before a Kafka that obeys the test.
 */
final class Spooling implements AutoCloseable {

	/** How long Kafka has. */
	static final Duration WITHIN = Duration.ofMillis(400);

	private final Spool spool;

	private final Drainer drainer;

	private final SpoolingPublisher publisher;

	private Spooling(Spool spool, Publisher kafka, Availability availability) {
		Subjects subjects = new Subjects();
		Ways ways = new Ways();
		this.spool = spool;
		this.drainer = new Drainer(kafka, availability, spool, subjects, ways, Clock.systemUTC());
		this.publisher = new SpoolingPublisher(kafka, availability, spool, subjects, ways, this.drainer, WITHIN);
	}

	static Spooling start(Path directory, FakeKafka kafka) {
		return start(directory, DataSize.ofMegabytes(64), kafka);
	}

	static Spooling start(Path directory, DataSize size, FakeKafka kafka) {
		return start(directory, size, kafka, kafka.availability());
	}

	static Spooling start(Path directory, Publisher kafka, Availability availability) {
		return start(directory, DataSize.ofMegabytes(64), kafka, availability);
	}

	private static Spooling start(Path directory, DataSize size, Publisher kafka, Availability availability) {
		return new Spooling(
				Spool.open(new PublicationProperties.Spool(directory, size, DataSize.ofBytes(0)), Clock.systemUTC()),
				kafka, availability);
	}

	SpoolingPublisher publisher() {
		return this.publisher;
	}

	Drainer drainer() {
		return this.drainer;
	}

	@Override
	public void close() {
		this.publisher.close();
		this.drainer.close();
		this.spool.close();
	}

}
