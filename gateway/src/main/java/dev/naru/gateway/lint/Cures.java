package dev.naru.gateway.lint;

import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;

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
			case SIGNATURE_MISMATCH -> "compare the secret and its 'encoding', the parts of 'message' and their order, "
					+ "and whether the body is byte for byte what was signed, its last line end included";
			case BAD_TIMESTAMP -> "the timestamp is absent or not in its 'unit': compare 'from' and 'unit'";
			case TIMESTAMP_TOO_OLD, TIMESTAMP_TOO_NEW ->
				"give the request a header Date that says when it was sent, or set 'tolerance'";
			case UNREADABLE_BODY -> "the proof stands in the body, and the body cannot be read as 'accepts' says";
			case UNTRUSTED_CERTIFICATE -> "the address of the certificate is not https, or not at one of 'hosts'";
			case SECRET_EXPIRED -> "the secret that matches has an end, and it is past: give the request a header Date "
					+ "that is before it, or remove 'not-after'";
			case BAD_CREDENTIALS -> "compare the token, or user:password, with the secrets of the source";
		};
	}

	static String of(QuarantineReason reason) {
		return switch (reason) {
			case MALFORMED_BODY -> "the body is not well-formed, a text in it cannot stand in an event, or "
					+ "'sequence' reads no whole number of at most 19 digits: compare its Content-Type with 'accepts'";
			case UNSUPPORTED_SHAPE -> "no entry of 'read' has a 'when' that holds: add one, or one without 'when'";
			case MISSING_FIELD -> "an id, a type, or the resource of a type that stands under 'types' is not there: "
					+ "compare the pointers under 'read' with the body";
			case TOO_MANY_ITEMS -> "the body holds more events than one delivery may";
			case REFUSED_TYPE -> "none needed: 'refuse' names it, and it is answered with 422";
		};
	}

}
