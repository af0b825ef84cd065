package dev.naru.gateway.verification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Bits;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.webhook.Delivery;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a scheme owes besides if it signs the body: not a bit of what is signed can be
 * changed.
 */
abstract class SignatureContract extends SchemeContract {

	/**
	 * Raw bytes: text beyond ASCII, a line end, and a byte that is no UTF-8.
	 */
	static final byte[] BODY = Signing.joined(Signing.bytes("{\"id\":1,\"상태\":\"PAID\"}\r\n"), new byte[] { -1, 0 });

	/** The seconds of {@link Request#NOW}, as most providers write them. */
	static final String TIME = "1767225600";

	SignatureContract(Scheme scheme, Place place, Sample ours, Sample strangers) {
		super(scheme, place, ours, strangers);
	}

	/** The headers that are signed with the body. */
	List<String> signedHeaders() {
		return List.of();
	}

	@Test
	void noBitOfTheBodyCanBeChanged() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		Request request = with(this.ours.request(), this.ours.credential());
		// When
		List<byte[]> accepted = Bits.flipped(request.body())
			.filter((body) -> accepts(verifier, request.withBody(body).delivery()))
			.toList();
		// Then
		assertThat(accepted).isEmpty();
	}

	@Test
	void nothingCanBeCutOffTheBodyOrPutBehindIt() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		Request request = with(this.ours.request(), this.ours.credential());
		Stream<byte[]> bodies = Stream.of(new byte[0], Signing.joined(BODY, new byte[1]),
				Arrays.copyOf(BODY, BODY.length - 1));
		// When
		List<byte[]> accepted = bodies.filter((body) -> accepts(verifier, request.withBody(body).delivery())).toList();
		// Then
		assertThat(accepted).isEmpty();
	}

	@Test
	void noBitOfASignedHeaderCanBeChanged() {
		// Given
		Verifier verifier = verifier(this.ours.secret());
		// When
		List<String> accepted = signedHeaders().stream()
			.flatMap((name) -> Bits.flipped(value(name))
				.filter((value) -> accepts(verifier, signedWith(name, value)))
				.map((value) -> name + ": " + value))
			.toList();
		// Then
		assertThat(accepted).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> aSignedHeaderThatIsNotThereExactlyOnceIsRefused() {
		return signedHeaders().stream()
			.flatMap((name) -> Stream.of(refused(name + " missing", signedWith(name)),
					refused(name + " empty", signedWith(name, "")),
					refused(name + " doubled", signedWith(name, value(name), value(name)))));
	}

	private String value(String header) {
		return String.valueOf(this.ours.request().delivery().headers().only(header));
	}

	private Delivery signedWith(String header, String... values) {
		return with(this.ours.request(), this.ours.credential()).withHeader(header, values).delivery();
	}

}
