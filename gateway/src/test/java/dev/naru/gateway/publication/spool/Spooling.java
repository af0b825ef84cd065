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

	/** How long Kafka has where nobody is to lose patience with it. */
	private static final Duration LONG = Duration.ofMinutes(1);

	private static final DataSize LARGE = DataSize.ofMegabytes(64);

	private final Spool spool;

	private final Progress progress;

	private final Drainer drainer;

	private final SpoolingPublisher publisher;

	private Spooling(Spool spool, Publisher kafka, Availability availability, Clock clock, Duration within) {
		Subjects subjects = new Subjects();
		Ways ways = new Ways();
		this.spool = spool;
		this.progress = new Progress(spool, clock);
		this.drainer = new Drainer(kafka, availability, spool, subjects, ways, this.progress);
		this.publisher = new SpoolingPublisher(kafka, availability, spool, subjects, ways, this.drainer, within);
	}

	static Spooling start(Path directory, FakeKafka kafka) {
		return start(directory, kafka, Clock.systemUTC());
	}

	/**
	 * Gives Kafka more time than a test takes.
	 */
	static Spooling patient(Path directory, FakeKafka kafka) {
		return start(directory, LARGE, kafka, kafka.availability(), Clock.systemUTC(), LONG);
	}

	static Spooling start(Path directory, FakeKafka kafka, Clock clock) {
		return start(directory, LARGE, kafka, kafka.availability(), clock);
	}

	static Spooling start(Path directory, DataSize size, FakeKafka kafka) {
		return start(directory, size, kafka, kafka.availability(), Clock.systemUTC());
	}

	static Spooling start(Path directory, Publisher kafka, Availability availability) {
		return start(directory, LARGE, kafka, availability, Clock.systemUTC());
	}

	private static Spooling start(Path directory, DataSize size, Publisher kafka, Availability availability,
			Clock clock) {
		return start(directory, size, kafka, availability, clock, WITHIN);
	}

	private static Spooling start(Path directory, DataSize size, Publisher kafka, Availability availability,
			Clock clock, Duration within) {
		return new Spooling(Spool.open(new PublicationProperties.Spool(directory, size, DataSize.ofBytes(0)), clock),
				kafka, availability, clock, within);
	}

	SpoolingPublisher publisher() {
		return this.publisher;
	}

	Progress progress() {
		return this.progress;
	}

	@Override
	public void close() {
		this.publisher.close();
		this.drainer.close();
		this.spool.close();
	}

}
