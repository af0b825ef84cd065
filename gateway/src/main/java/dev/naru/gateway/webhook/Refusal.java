package dev.naru.gateway.webhook;

import java.util.List;

/**
 * Why a request is turned away before it becomes an event.
 */
public sealed interface Refusal {

	/**
	 * The reason as it stands in metrics.
	 */
	String reason();

	/**
	 * No source has that name.
	 */
	record UnknownSource() implements Refusal {

		@Override
		public String reason() {
			return "unknown_source";
		}

	}

	/**
	 * The request came from an address that the source does not allow.
	 */
	record AddressNotAllowed() implements Refusal {

		@Override
		public String reason() {
			return "address_not_allowed";
		}

	}

	/**
	 * The request is not proven genuine.
	 *
	 * @param flaw what is wrong with it
	 */
	record NotGenuine(Flaw flaw) implements Refusal {

		@Override
		public String reason() {
			return this.flaw.label();
		}

	}

	/**
	 * The source does not take this method.
	 *
	 * @param allowed the methods it takes
	 */
	record MethodNotAllowed(List<String> allowed) implements Refusal {

		@Override
		public String reason() {
			return "method_not_allowed";
		}

	}

	/**
	 * The provider does not send this media type, or the body is compressed.
	 */
	record UnsupportedMediaType() implements Refusal {

		@Override
		public String reason() {
			return "unsupported_media_type";
		}

	}

	/**
	 * The body has more bytes than the source takes.
	 */
	record ContentTooLarge() implements Refusal {

		@Override
		public String reason() {
			return "content_too_large";
		}

	}

	/**
	 * The body did not arrive in time.
	 */
	record TooSlow() implements Refusal {

		@Override
		public String reason() {
			return "too_slow";
		}

	}

	/**
	 * What came is no HTTP request that a server may take (RFC 9112): malformed, over a
	 * limit of the parser, without exactly one valid {@code Host}, or with a transfer
	 * coding other than {@code chunked}.
	 *
	 * @param status 400, 414, 431 or 501
	 */
	record NotHttp(int status) implements Refusal {

		@Override
		public String reason() {
			return "not_http";
		}

	}

	/**
	 * The memory for bodies and records is used up, or the share of it that the source or
	 * the client address may have.
	 */
	record MemoryExhausted() implements Refusal {

		@Override
		public String reason() {
			return "memory_exhausted";
		}

	}

	/**
	 * As many records or bytes are in flight as the gateway admits, or admits of one
	 * source.
	 */
	record TooManyInFlight() implements Refusal {

		@Override
		public String reason() {
			return "too_many_in_flight";
		}

	}

}
