package dev.naru.gateway.verification;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Signs a request as a provider would, for whoever tries a profile. It writes what a
 * check reads: message and key are the check's own.
 *
 * @param variant how the request is to be proven
 * @param source whose first secret proves it
 */
record RequestSigner(Variant variant, Source source) {

	/**
	 * @param draft a request without proof
	 * @return the same with one
	 * @throws ConfigurationException if only the provider can prove it, or if it lacks
	 * what is signed
	 */
	Delivery sign(Delivery draft) {
		BodyHash hash = this.variant.bodyHash();
		Delivery hashed = (hash != null)
				? put(draft, hash.from(), hash.encoding().encode(BodyHash.hash(hash.algorithm(), draft.body())))
				: draft;
		return switch (this.variant.scheme()) {
			case Scheme.None() -> hashed;
			case Scheme.Token(Place from) -> put(hashed, from.of(this.source), bytes(secret()));
			case Scheme.Basic() -> header(hashed, "Authorization",
					"Basic " + Encoding.BASE64.encode(secret().getBytes(StandardCharsets.UTF_8)), null);
			case Scheme.Hmac hmac -> signed(hashed, hmac,
					(pieces) -> Checks.mac(Keys.macs(this.source, hmac.secret(), hmac.algorithm()).get(0), pieces));
			case Scheme.Digest digest -> signed(hashed, digest, (pieces) -> BodyHash.hash(digest.algorithm(), pieces));
			case Scheme.Asymmetric asymmetric -> throw cannot("only the provider has the private key",
					"record a request of the provider's, or send one from its test console");
			case Scheme.Certified certified -> throw cannot("only the provider has the private key",
					"record a request of the provider's, or send one from its test console");
		};
	}

	/**
	 * What to say of a request that the check did not find genuine for all that.
	 */
	static ConfigurationException notGenuine(Variant variant, Source source, Verdict verdict) {
		Variant.When when = variant.when();
		String problem = (verdict instanceof Verdict.Forged forged) ? forged.flaw().label()
				: "another variant judges it";
		return new ConfigurationException(source.key("variant"),
				"what '" + variant.name() + "' would sign is not found genuine: " + problem,
				(when != null) ? "add with --header what 'when' of the variant asks for, or set 'variant' to another"
						: "set 'variant' to the one that shall judge");
	}

	private Delivery signed(Delivery draft, Scheme.Signed scheme, Function<byte[][], byte[]> sign) {
		Timestamp timestamp = scheme.timestamp();
		String time = (timestamp != null) ? timestamp.unit().text(draft.receivedAt()) : "";
		Delivery timed = (timestamp != null) ? put(draft, timestamp.from().of(this.source), time) : draft;
		ContentReader reader = this.variant.contents();
		List<Content> contents = (reader != null) ? reader.read(timed) : List.of(Content.NONE);
		if (contents == null || contents.size() != 1) {
			throw cannot("what is signed stands in the body, and the body cannot be read",
					"write the body as 'accepts' says");
		}
		SignedMessage message = SignedMessage.of(scheme.message(), this.source);
		MessagePart missing = message.missing(timed, contents.get(0));
		byte[][] pieces = (missing == null)
				? message.pieces(timed, contents.get(0), time.getBytes(StandardCharsets.US_ASCII), secret(), 0) : null;
		if (pieces == null) {
			throw cannot("the request lacks '" + ((missing != null) ? missing.label() : "") + "', which is signed",
					"add a header with --header 'Name: value', and anything else to the body");
		}
		return put(timed, scheme.signature().of(this.source), scheme.encoding().encode(sign.apply(pieces)));
	}

	/**
	 * Writes a value where a check reads it.
	 */
	private Delivery put(Delivery delivery, Place place, String value) {
		Fields fields = place.fields();
		String whole = ((place.prefix() != null) ? place.prefix() : "") + value;
		String entry = (fields != null) ? fields.take() + fields.assign() + whole : whole;
		if (place.header() != null) {
			return header(delivery, place.header(), entry, (fields != null) ? fields.separator() : null);
		}
		if (place.query() != null) {
			String pair = place.query() + "=" + URLEncoder.encode(entry, StandardCharsets.ISO_8859_1);
			return new Delivery(delivery.source(), delivery.method(), delivery.path(),
					(delivery.query() != null) ? delivery.query() + "&" + pair : pair, delivery.headers(),
					delivery.body(), delivery.client(), delivery.receivedAt(), delivery.traceparent());
		}
		throw cannot("the proof stands in the body", "record a request of the provider's");
	}

	/**
	 * @param separator between this value and one that is there already; null if it takes
	 * the place of that
	 */
	private static Delivery header(Delivery delivery, String name, String value, @Nullable String separator) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		delivery.headers()
			.forEach((known, text) -> headers.computeIfAbsent(known, (absent) -> new ArrayList<>()).add(text));
		List<String> before = headers.getOrDefault(name, List.of());
		headers.put(name, List
			.of((separator != null && !before.isEmpty()) ? String.join(separator, before) + separator + value : value));
		return new Delivery(delivery.source(), delivery.method(), delivery.path(), delivery.query(),
				Headers.of(headers), delivery.body(), delivery.client(), delivery.receivedAt(), delivery.traceparent());
	}

	private String secret() {
		return this.source.secrets().get(0).reveal();
	}

	/**
	 * A character for each byte, as the server gives headers.
	 */
	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private ConfigurationException cannot(String problem, String cure) {
		return new ConfigurationException("verify, variant '" + this.variant.name() + "'",
				"it cannot be signed here: " + problem, cure);
	}

}
