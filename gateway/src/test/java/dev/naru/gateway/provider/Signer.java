package dev.naru.gateway.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Encoding;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.SecretForm;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.VerifiedDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Signs another body in place of a vector's, as its provider would. What it says of a
 * scheme is taken from the profile; how it is done is its own.
 *
 * @param vector a genuine vector
 * @param scheme what proves it
 */
record Signer(Vector vector, Scheme scheme) {

	/**
	 * @param vector a genuine vector
	 */
	static Signer of(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(vector);
		VerifiedDelivery verified = (VerifiedDelivery) endpoint.verify(vector.delivery(), vector.now());
		return new Signer(vector,
				endpoint.profile()
					.variants()
					.stream()
					.filter((variant) -> variant.name().equals(verified.variant()))
					.map(Variant::scheme)
					.findFirst()
					.orElseThrow());
	}

	/**
	 * The headers that the scheme looks at.
	 */
	List<String> headers() {
		List<String> names = new ArrayList<>();
		if (this.scheme instanceof Scheme.Basic) {
			names.add("Authorization");
		}
		for (Place place : this.scheme.places()) {
			if (place.header() != null) {
				names.add(place.header());
			}
		}
		if (this.scheme instanceof Scheme.Signed signed) {
			for (MessagePart part : signed.message()) {
				if (part instanceof MessagePart.Header(String name)) {
					names.add(name);
				}
			}
		}
		return names;
	}

	/**
	 * Whether a part of the proof stands in the body.
	 */
	boolean readsBody() {
		return this.scheme.places().stream().anyMatch((place) -> place.header() == null && place.query() == null);
	}

	/**
	 * The vector with another body.
	 * @return the webhook, or null where only the provider can sign: its private key is
	 * not known, or the signature is a part of the body
	 */
	@Nullable Webhook sign(byte[] body) {
		Webhook genuine = this.vector.webhook();
		return sign(new Webhook(genuine.method(), genuine.query(), genuine.headers(), body));
	}

	/**
	 * The vector with another body and other headers beside its signature.
	 * @return the webhook, or null as above
	 */
	@Nullable Webhook sign(Webhook changed) {
		Webhook genuine = this.vector.webhook();
		return switch (this.scheme) {
			case Scheme.None none -> changed;
			case Scheme.Token token -> (token.from().header() != null) ? changed : null;
			case Scheme.Basic basic -> changed;
			case Scheme.Signed signed ->
				signed(changed, signed.signature(), signature(signed, genuine), signature(signed, changed));
		};
	}

	private static @Nullable Webhook signed(Webhook changed, Place place, @Nullable String before,
			@Nullable String after) {
		String name = place.header();
		if (name == null || before == null || after == null) {
			return null;
		}
		String value = header(changed, name);
		return value.contains(before) ? changed.header(name, value.replace(before, after)) : null;
	}

	private @Nullable String signature(Scheme.Signed signed, Webhook webhook) {
		byte[] message = message(signed.message(), (signed.timestamp() != null) ? signed.timestamp().from() : null,
				webhook);
		if (message == null) {
			return null;
		}
		return switch (signed) {
			case Scheme.Hmac hmac -> written(hmac.encoding(), mac(hmac.algorithm(), key(hmac.secret()), message));
			case Scheme.Digest digest -> written(digest.encoding(), hash(digest.algorithm(), message));
			case Scheme.Asymmetric asymmetric -> null;
			case Scheme.Certified certified -> null;
		};
	}

	private byte @Nullable [] message(List<MessagePart> parts, @Nullable Place timestamp, Webhook webhook) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (MessagePart part : parts) {
			switch (part) {
				case MessagePart.Text(String text) -> message.writeBytes(bytes(text));
				case MessagePart.Header(String name) -> message.writeBytes(bytes(header(webhook, name)));
				case MessagePart.Given.BODY -> message.writeBytes(webhook.body());
				case MessagePart.Given.METHOD -> message.writeBytes(bytes(webhook.method()));
				case MessagePart.Given.URL, MessagePart.Given.URL_DECODED ->
					message.writeBytes(bytes(this.vector.url().toString()));
				case MessagePart.Given.SECRET -> message.writeBytes(bytes(secret()));
				case MessagePart.Given.TIMESTAMP -> {
					if (timestamp == null || timestamp.header() == null) {
						return null;
					}
					message.writeBytes(bytes(value(timestamp, header(webhook, timestamp.header()))));
				}
				default -> {
					return null;
				}
			}
		}
		return message.toByteArray();
	}

	private static String header(Webhook webhook, String name) {
		return String.valueOf(webhook.delivery().headers().only(name));
	}

	private static String value(Place place, String text) {
		if (place.fields() == null) {
			return text;
		}
		String begin = place.fields().take() + place.fields().assign();
		for (String entry : text.split(Pattern.quote(place.fields().separator()), -1)) {
			if (entry.strip().startsWith(begin)) {
				return entry.strip().substring(begin.length());
			}
		}
		throw new AssertionError("no '" + begin + "' in " + text);
	}

	private String secret() {
		return this.vector.secrets().get(0);
	}

	private byte[] key(SecretForm form) {
		String text = (form.prefix() != null) ? secret().replaceFirst("^" + form.prefix(), "") : secret();
		return switch (form.encoding()) {
			case UTF8 -> bytes(text);
			case HEX -> HexFormat.of().parseHex(text);
			case BASE64 -> Base64.getDecoder().decode(text);
			case BASE64URL -> Base64.getUrlDecoder().decode(text);
		};
	}

	private static String written(Encoding encoding, byte[] bytes) {
		return switch (encoding) {
			case UTF8 -> throw new AssertionError("no signature is a text");
			case HEX -> HexFormat.of().formatHex(bytes);
			case BASE64 -> Base64.getEncoder().encodeToString(bytes);
			case BASE64URL -> Base64.getUrlEncoder().encodeToString(bytes);
		};
	}

	private static byte[] mac(Scheme.Hash algorithm, byte[] key, byte[] message) {
		String name = "Hmac" + algorithm;
		try {
			Mac mac = Mac.getInstance(name);
			mac.init(new SecretKeySpec(key, name));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] hash(Scheme.Hash algorithm, byte[] message) {
		try {
			return MessageDigest.getInstance(algorithm.name().replace("SHA", "SHA-")).digest(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
