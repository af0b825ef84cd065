package dev.naru.schemas.example;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import dev.naru.schemas.Authenticity;
import dev.naru.schemas.Coverage;
import dev.naru.schemas.Data;
import dev.naru.schemas.Event;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

import static org.assertj.core.api.Assertions.assertThat;

final class SeenEventsTests {

	private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-01-01T00:00:00Z");

	private final SeenEvents seen = new SeenEvents(2);

	@Test
	void knowsAnEventBySourceAndId() {
		// Given
		this.seen.add(event("/sources/a", "1"), Optional.empty());
		// When
		boolean sameAgain = this.seen.add(event("/sources/a", "1"), Optional.empty());
		boolean otherSource = this.seen.add(event("/sources/b", "1"), Optional.empty());
		// Then
		assertThat(sameAgain).isFalse();
		assertThat(otherSource).isTrue();
	}

	@Test
	void knowsAnEventByItsDigestWhereItHasOne() {
		// Given
		this.seen.add(event("/sources/a", "1"), Optional.of("x"));
		// When
		boolean sameAgain = this.seen.add(event("/sources/a", "1"), Optional.of("x"));
		boolean otherDigest = this.seen.add(event("/sources/a", "1"), Optional.of("y"));
		// Then
		assertThat(sameAgain).isFalse();
		assertThat(otherDigest).isTrue();
	}

	@Test
	void forgetsTheOneThatWasNotSeenForLongest() {
		// Given
		this.seen.add(event("/sources/a", "1"), Optional.empty());
		this.seen.add(event("/sources/a", "2"), Optional.empty());
		this.seen.add(event("/sources/a", "1"), Optional.empty());
		this.seen.add(event("/sources/a", "3"), Optional.empty());
		// When
		boolean first = this.seen.add(event("/sources/a", "1"), Optional.empty());
		boolean second = this.seen.add(event("/sources/a", "2"), Optional.empty());
		// Then
		assertThat(first).isFalse();
		assertThat(second).isTrue();
	}

	private static Event event(String source, String id) {
		return new Event(id, source, "payment.paid", Optional.empty(), TIME, "urn:naru:schema:data:1", "portone",
				"Transaction.Paid", "1", Optional.empty(), TIME, Authenticity.NONE, Coverage.NONE, "key",
				Optional.empty(), Optional.empty(),
				new Data(Optional.empty(), Optional.empty(), Map.of(), NullNode.getInstance(), Optional.empty()));
	}

}
