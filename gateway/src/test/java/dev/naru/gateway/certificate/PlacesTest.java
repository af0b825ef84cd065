package dev.naru.gateway.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.SourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many places one takes, others have theirs.
 */
class PlacesTest {

	private static final Sender SENDER = sender("shop", "198.51.100.1");

	private static final Sender NEIGHBOUR = sender("shop", "198.51.100.2");

	private static final Sender OTHER_SOURCE = sender("market", "198.51.100.1");

	private static final Instant NOW = Instant.EPOCH;

	private final Places<String> places = new Places<>(4, Duration.ofSeconds(1));

	@Test
	void thereAreOnlySoMany() {
		fill(SENDER);

		assertThat(this.places.take("e", SENDER, NOW)).isEqualTo("e");
		this.places.leave("b");
		assertThat(this.places.take("f", SENDER, NOW)).isNull();
	}

	@Test
	void anotherNetworkTakesHalfOfThem() {
		fill(SENDER);

		assertThat(this.places.take("e", NEIGHBOUR, NOW)).isEqualTo("a");
		assertThat(this.places.take("f", NEIGHBOUR, NOW)).isEqualTo("b");
		assertThat(this.places.take("g", NEIGHBOUR, NOW)).isEqualTo("g");
		assertThat(this.places.take("h", SENDER, NOW)).isEqualTo("h");
	}

	@Test
	void anotherSourceTakesHalfOfThemHoweverManyNetworksTheOneHas() {
		List.of("1", "2", "3", "4")
			.forEach((holder) -> this.places.take(holder, sender("shop", "192.0.2." + holder), NOW));

		assertThat(this.places.take("e", OTHER_SOURCE, NOW)).isEqualTo("1");
		assertThat(this.places.take("f", OTHER_SOURCE, NOW)).isEqualTo("2");
		assertThat(this.places.take("g", OTHER_SOURCE, NOW)).isEqualTo("g");
		assertThat(this.places.take("h", SENDER, NOW)).isEqualTo("h");
	}

	@Test
	void amongEqualsAPlaceIsSafeForATurn() {
		fill(SENDER);

		assertThat(this.places.take("e", SENDER, NOW.plusMillis(999))).isEqualTo("e");
		assertThat(this.places.take("e", SENDER, NOW.plusSeconds(1))).isEqualTo("a");
	}

	@Test
	void whoHasMoreTakesNothingFromWhoHasFewer() {
		this.places.take("genuine", NEIGHBOUR, NOW);
		List.of("a", "b", "c").forEach((holder) -> this.places.take(holder, SENDER, NOW.plusSeconds(9)));

		assertThat(this.places.take("d", SENDER, NOW.plusSeconds(9))).isEqualTo("d");
		assertThat(this.places.take("d", SENDER, NOW.plusSeconds(10))).isEqualTo("a");
	}

	@Test
	void aClockThatIsSetBackKeepsNobodyWaiting() {
		fill(SENDER);

		assertThat(this.places.take("e", SENDER, NOW.minusSeconds(3600))).isEqualTo("a");
	}

	@ParameterizedTest
	@CsvSource({ "198.51.100.1, 198.51.100.1, true", "198.51.100.1, 198.51.100.2, false",
			"2001:db8::1, 2001:db8::ffff:1, true", "2001:db8:0:1::1, 2001:db8:0:2::1, false" })
	void whoHasTheFirstHalfOfAnAddressHasAllOfIt(String one, String other, boolean same) {
		assertThat(sender("shop", one).equals(sender("shop", other))).isEqualTo(same);
	}

	private void fill(Sender sender) {
		List.of("a", "b", "c", "d").forEach((holder) -> assertThat(this.places.take(holder, sender, NOW)).isNull());
	}

	private static Sender sender(String source, String client) {
		return Sender.of(delivery(source, client));
	}

	/**
	 * A delivery from an address.
	 */
	static Delivery delivery(String source, String client) {
		try {
			return new Delivery(new SourceId(source), "POST", "/webhooks/" + source, null, Headers.of(Map.of()),
					new byte[0], InetAddress.getByName(client), Request.NOW, null);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
