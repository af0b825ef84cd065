package dev.naru.gateway.webhook;

/**
 * Why a delivery is not taken for genuine. The sender is never told which.
 */
public enum Flaw implements Reason {

	/**
	 * A header that the scheme needs is absent, empty or repeated, or what it needs of
	 * the query or the body is.
	 */
	MISSING_HEADER,

	/** The proof stands in the body, and the body cannot be read. */
	UNREADABLE_BODY,

	/** There are signatures, but none of a kind that the scheme accepts. */
	NO_SUPPORTED_SIGNATURE,

	/** The signature is not in the scheme's encoding, or there are absurdly many. */
	SIGNATURE_MALFORMED,

	/** No signature matches any active secret. */
	SIGNATURE_MISMATCH,

	/** The sender names a certificate from where none is trusted. */
	UNTRUSTED_CERTIFICATE,

	/** The timestamp is absent or not written in the scheme's unit. */
	BAD_TIMESTAMP,

	/** The timestamp is older than the tolerance. */
	TIMESTAMP_TOO_OLD,

	/** The timestamp lies further ahead than the tolerance. */
	TIMESTAMP_TOO_NEW,

	/** The user and password, or the token, match no active secret. */
	BAD_CREDENTIALS,

	/** The one secret that matches is past its time. */
	SECRET_EXPIRED

}
