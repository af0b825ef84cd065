package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTest {

	@Test
	void aClosedWayStaysClosedWhileTheDiskTakesItsRecords(@TempDir Path directory) {
		try (Spool spool = new Folder(directory).open()) {
			FakeKafka kafka = new FakeKafka();
			Way way = new Way("payments");
			Drain drain = new Drain(way, spool, kafka, kafka.availability(), new Subjects(), Runnable::run,
					new Progress(spool, Clock.systemUTC()), new ReadAhead());

			// Given a way that is closed, and a record that the disk has not taken yet
			way.close();
			way.beginAppend();

			// When the drain looks, then the way is closed to others too
			drain.look();
			assertThat(way.isClosed()).isTrue();

			// And when the disk did not take it, nothing is there to see Kafka's return
			// by
			way.endAppend();
			drain.look();
			assertThat(way.isClosed()).isFalse();
		}
	}

}
