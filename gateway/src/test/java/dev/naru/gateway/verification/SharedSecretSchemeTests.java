package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/**
 * What the sender knows and shows: a token in a header or in the query, or a user and a
 * password. Each secret has a question mark and letters beyond ASCII, because both are
 * what careless conversions lose.
 */
class SharedSecretSchemeTests {

	private static final Request REQUEST = Request.post("{}");

	@Nested
	class TokenInAHeader extends SchemeContract {

		private static final Place PLACE = new Place("Authorization", null, null, null, "Bearer ", null);

		private static final Scheme SCHEME = new Scheme.Token(PLACE);

		TokenInAHeader() {
			super(SCHEME, PLACE, sample("tok?비밀é-1"), sample("tok?비밀é-2"));
		}

		private static Sample sample(String secret) {
			// The server gives each byte of a header as one character.
			return new Sample(secret, REQUEST,
					"Bearer " + new String(Signing.bytes(secret), StandardCharsets.ISO_8859_1));
		}

	}

	@Nested
	class TokenInTheQuery extends SchemeContract {

		private static final Place PLACE = new Place(null, "token", null, null, null, null);

		private static final Scheme SCHEME = new Scheme.Token(PLACE);

		TokenInTheQuery() {
			super(SCHEME, PLACE, new Sample("tok?비밀é-1", REQUEST, "tok?비밀é-1"),
					new Sample("tok?비밀é-2", REQUEST, "tok?비밀é-2"));
		}

		@TestFactory
		Stream<DynamicTest> aQueryThatCannotBeReadIsRefusedAndThrowsNothing() {
			String genuine = String.valueOf(genuine().query());
			return Stream
				.of("", "token", "=", "&", "token=%", "token=%zz", "token=%EB%B9", genuine + "%", genuine + "&%",
						"%=1&" + genuine, genuine + "&" + "a&".repeat(10_000))
				.map((query) -> refused("'" + query + "'", REQUEST.withQuery(query).delivery()));
		}

	}

	@Nested
	class Basic extends SchemeContract {

		private static final Place PLACE = new Place("Authorization", null, null, null, null, null);

		private static final Scheme SCHEME = new Scheme.Basic();

		Basic() {
			super(SCHEME, PLACE, sample("나루:pass:wörd?12"), sample("나루:pass:wörd?22"));
		}

		/** The scheme's own name may stand in any case (RFC 9110, section 11.1). */
		@Override
		boolean saysTheSame(String changed) {
			int name = "Basic ".length();
			return changed.substring(0, name).equalsIgnoreCase("Basic ")
					&& changed.substring(name).equals(this.ours.credential().substring(name));
		}

		private static Sample sample(String secret) {
			return new Sample(secret, REQUEST, "Basic " + Signing.base64(Signing.bytes(secret)));
		}

	}

}
