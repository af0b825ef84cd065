package dev.naru.gateway.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CursorTest {

	private static final TailRecord RECORD = new TailRecord("b-3", 1, 6, Instant.EPOCH, null, Map.of(), new byte[0]);

	@Test
	void comesBackAsItWas() {
		// Given a cursor over topics with and without events
		Cursor cursor = Cursor.behind(RECORD, Map.of("b-3", List.of(0L, 7L, 0L), "a", List.of(0L, 0L)));

		// When it is written and read
		String text = cursor.toString();

		// Then nothing is missing
		assertThat(text).isEqualTo("b-3-1-6;a:;b-3:0,7");
		assertThat(Cursor.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "b-3,0,0", "b-3,1,7", "b-3,2,0", "b-3,9,0", "a,0,0", "c,0,40" })
	void knowsWhereEachPartitionGoesOn(String topic, int partition, long next) {
		// Given the cursor of a viewer
		Cursor cursor = Cursor.parse("b-3-1-6;a:;b-3:0,7");

		// When he comes again, then what he has not seen comes, and of a topic that is
		// new
		// as much as for a new viewer
		assertThat(cursor.next(topic, partition, 40, 100)).isEqualTo(next);
	}

	@Test
	void ofOnePlaceGoesOnBehindThatPlaceAlone() {
		// Given nothing but an event's place
		Cursor cursor = Cursor.parse("b-3-1-6");

		// When it is gone on from, then other partitions begin as for a new viewer
		assertThat(cursor.next("b-3", 1, 40, 100)).isEqualTo(7);
		assertThat(cursor.next("b-3", 0, 40, 100)).isEqualTo(40);
		assertThat(cursor.next("b", 1, 40, 100)).isEqualTo(40);
	}

	@Test
	void ofATopicThatWasMadeAnewCountsNot() {
		// Given a place beyond the end
		Cursor cursor = Cursor.parse("b-3-1-6;b-3:0,7");

		// When it is gone on from, then as a new viewer would
		assertThat(cursor.next("b-3", 1, 2, 5)).isEqualTo(2);
	}

}
