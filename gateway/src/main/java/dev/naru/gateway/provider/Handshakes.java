package dev.naru.gateway.provider;

import java.util.List;
import java.util.regex.Pattern;

import dev.naru.gateway.provider.Values.Message;
import dev.naru.gateway.provider.Values.Test;
import dev.naru.gateway.provider.Values.TextReader;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.verification.TokenProof;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a provider asks and is answered at once, and is no event: a closed set.
 *
 * @param rules those that come as genuine deliveries, the first that applies
 * @param challenge the one that comes by GET before anything is signed, or null
 * @param capture the one that brings the secret, before anything is signed, or null
 */
record Handshakes(List<Rule> rules, @Nullable Challenge challenge, @Nullable Capture capture) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * @param when what tells this handshake
	 * @param answer how it is answered
	 */
	record Rule(Test when, Answer answer) {
	}

	/** How a handshake is answered. */
	sealed interface Answer {

		/** Always the same. */
		record Fixed(Reply reply) implements Answer {
		}

		/** A piece of the request, sent back. */
		record Echo(TextReader value, String contentType) implements Answer {
		}

		/** A token of the request and its HMAC, as members of a JSON object. */
		record HmacReply(TextReader value, String tokenMember, String hmacMember) implements Answer {
		}

	}

	/**
	 * A GET request that holds a token to check and a text to send back (Meta's
	 * {@code hub.challenge}).
	 *
	 * @param tokenParameter the query parameter that holds the token
	 * @param tokenConfig the key under the source's {@code config} that holds the
	 * expected token
	 * @param echoParameter the query parameter to send back
	 */
	record Challenge(String tokenParameter, String tokenConfig, String echoParameter) {

		/**
		 * @return the answer, or null if the token is not the expected one
		 */
		@Nullable Reply answer(Delivery delivery, Source source) {
			try {
				Parameters query = delivery.parameters();
				String token = query.first(this.tokenParameter);
				String echo = query.first(this.echoParameter);
				String expected = source.config().get(this.tokenConfig);
				if (token == null || echo == null || expected == null) {
					return null;
				}
				return TokenProof.equal(expected, token) ? new Reply(200, "text/plain", echo) : null;
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

	}

	/**
	 * A delivery that nothing proves and that holds the secret by which all later ones
	 * are proven (Notion's {@code verification_token}).
	 *
	 * @param when what tells it
	 * @param secret the secret
	 */
	record Capture(Test when, TextReader secret) {

		/** What is shown to an operator is a word that he can copy. */
		private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.~+/=-]{8,256}");

		@Nullable String read(Message message) {
			String text = this.when.holds(message) ? this.secret.read(message) : null;
			return (text != null && WORD.matcher(text).matches()) ? text : null;
		}

	}

	/**
	 * @return the answer, or null if the delivery is no handshake
	 */
	@Nullable Reply reply(Message message, Source source, int slot) {
		for (Rule rule : this.rules) {
			if (rule.when().holds(message)) {
				return switch (rule.answer()) {
					case Answer.Fixed(Reply reply) -> reply;
					case Answer.Echo(TextReader value, String contentType) -> echo(value.read(message), contentType);
					case Answer.HmacReply hmac -> proof(hmac, message, source, slot);
				};
			}
		}
		return null;
	}

	private static @Nullable Reply echo(@Nullable String text, String contentType) {
		return (text != null) ? new Reply(200, contentType, text) : null;
	}

	private static @Nullable Reply proof(Answer.HmacReply hmac, Message message, Source source, int slot) {
		String token = hmac.value().read(message);
		if (token == null || slot < 0) {
			return null;
		}
		String body = JSON.writeValueAsString(JsonNodeFactory.instance.objectNode()
			.put(hmac.tokenMember(), token)
			.put(hmac.hmacMember(), TokenProof.hmacSha256(source.secrets().get(slot), token)));
		return new Reply(200, "application/json", body);
	}

}
