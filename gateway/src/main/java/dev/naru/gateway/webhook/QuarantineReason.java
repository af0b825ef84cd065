package dev.naru.gateway.webhook;

/**
 * Why a genuine delivery stands on the quarantine topic instead of its own.
 */
public enum QuarantineReason implements Reason {

	/** The body is not well-formed in its media type. */
	MALFORMED_BODY,

	/** The body has none of the shapes that the provider's profile knows. */
	UNSUPPORTED_SHAPE,

	/** A field that the profile requires is absent. */
	MISSING_FIELD,

	/** There are more events in it than the gateway takes at once. */
	TOO_MANY_ITEMS,

	/** The profile forbids the gateway to acknowledge events of this type. */
	REFUSED_TYPE

}
