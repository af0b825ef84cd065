package dev.naru.gateway.lint;

import java.util.List;

import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a profile looks at when a request is not what it should be. A sender
 * is never told.
 */
final class Cures {

	private Cures() {
	}

	static String of(Flaw flaw) {
		return switch (flaw) {
			case MISSING_HEADER -> "a header, parameter or field that 'verify' names is absent, empty or there twice: "
					+ "compare the names";
			case NO_SUPPORTED_SIGNATURE -> "'prefix' or 'take' of the signature matches nothing: compare them with it";
			case SIGNATURE_MALFORMED -> "the signature is not in the 'encoding' that the profile names";
			case SIGNATURE_MISMATCH ->
				"compare the message with what the provider documents, part by part; then 'encoding', the "
						+ "secret and its 'encoding', and whether the body is byte for byte what was signed, its last line end included";
			case BAD_TIMESTAMP -> "the timestamp is absent or not in its 'unit': compare 'from' and 'unit'";
			case TIMESTAMP_TOO_OLD, TIMESTAMP_TOO_NEW ->
				"give the request a header Date that says when it was sent, or set 'tolerance'";
			case UNREADABLE_BODY -> "the proof stands in the body, and the body cannot be read as 'accepts' says";
			case UNTRUSTED_CERTIFICATE -> "the address of the certificate is not https, or not at one of 'hosts'";
			case SECRET_EXPIRED -> "the secret that matches has an end, and it is past: give the request a header Date "
					+ "that is before it, or remove 'not-after'";
			case BAD_CREDENTIALS -> "compare the token, or user:password, with the secrets of the source; that of a "
					+ "'challenge' with 'config' of the source";
		};
	}

	static String of(QuarantineReason reason) {
		return switch (reason) {
			case MALFORMED_BODY -> "the body is not well-formed, a text in it cannot stand in an event, or "
					+ "'sequence' reads no whole number of at most 19 digits: compare its Content-Type with 'accepts'";
			case UNSUPPORTED_SHAPE ->
				"no entry of 'read' has a 'when' that holds, or 'items' of the one that holds finds no "
						+ "array: add an entry that reads it, before or behind, with a 'when' that tells it";
			case MISSING_FIELD -> "an id, a type, or the resource of a type that stands under 'types' is not there: "
					+ "compare the pointers under 'read' with the body";
			case TOO_MANY_ITEMS -> "the body holds more events than one delivery may";
			case REFUSED_TYPE -> "none needed: 'refuse' names it, and it is answered with 422";
		};
	}

	/**
	 * @param method one that is not taken
	 */
	static String ofMethod(String method, List<String> taken) {
		if (method.equals("GET")) {
			return "if the provider checks the address so, write its 'challenge' under 'handshakes'; if it sends events so, add "
					+ "'query' to 'accepts', and let 'verify' prove the query: by a token, or with 'url' in 'message'";
		}
		return "no profile takes " + method + ": choose " + String.join(" or ", taken)
				+ " at the provider; what it only asks to see whether somebody is there gets 405";
	}

	/**
	 * @param mediaType one that is not taken, or null if there is none
	 */
	static String ofMediaType(@Nullable String mediaType) {
		boolean known = mediaType == null || mediaType.endsWith("json")
				|| mediaType.equals("application/x-www-form-urlencoded");
		return known
				? "add its format to 'accepts' if the provider sends events so, and prove them: what is not proven, such as a "
						+ "ping without a signature, is refused with 401 then"
				: "no profile takes it: choose JSON or a form at the provider";
	}

}
