package dev.naru.gateway.provider;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a provider's bodies are, and unpacks them.
 *
 * @param formats what the provider sends, most usual first
 * @param charset what its forms are written in
 */
record Bodies(List<BodyFormat> formats, Charset charset) {

	private static final String GET = "GET";

	/**
	 * The name of a form's field becomes that of a member: readers of JSON usually take
	 * 50,000 characters.
	 */
	private static final int LONGEST_NAME = 10_000;

	/**
	 * Whether the provider sends this media type.
	 * @param mediaType the type, or null if none is named: then the most usual is meant
	 */
	boolean accept(@Nullable String mediaType) {
		return format(mediaType) != null;
	}

	/**
	 * The media type of the most usual format.
	 */
	String mediaType() {
		return this.formats.get(0) instanceof BodyFormat.Json ? "application/json"
				: "application/x-www-form-urlencoded";
	}

	/**
	 * Whether a body of this media type, or any if none is named, may be kept as a form.
	 */
	boolean keepTwice(@Nullable String mediaType) {
		BodyFormat form = new BodyFormat.Form();
		return this.formats.contains(form) && ((mediaType != null) ? form.names(mediaType)
				: this.formats.stream().noneMatch(BodyFormat.Json.class::isInstance));
	}

	/**
	 * Whether the provider also sends events by GET.
	 */
	boolean inQuery() {
		return this.formats.contains(new BodyFormat.Query());
	}

	private @Nullable BodyFormat format(@Nullable String mediaType) {
		for (BodyFormat format : this.formats) {
			if ((mediaType != null) ? format.names(mediaType) : !(format instanceof BodyFormat.Query)) {
				return format;
			}
		}
		return null;
	}

	/**
	 * The bytes that say what is to be said.
	 */
	static byte[] content(Delivery delivery) {
		return delivery.method().equals(GET) ? queryOf(delivery).getBytes(StandardCharsets.UTF_8) : delivery.body();
	}

	private static String queryOf(Delivery delivery) {
		return (delivery.query() != null) ? delivery.query() : "";
	}

	/**
	 * Unpacks a body, without a look at what it says.
	 * @throws UnreadableBodyException if it cannot be unpacked
	 */
	Payload unpack(Delivery delivery) {
		if (delivery.method().equals(GET)) {
			return form(queryOf(delivery));
		}
		BodyFormat format = format(delivery.mediaType());
		return (format instanceof BodyFormat.FormEncoded encoded) ? unpack(encoded, delivery.body())
				: new Payload.Json(delivery.body());
	}

	/**
	 * The form that a body is.
	 * @return the form, or null if it is none, or none that can be read
	 */
	@Nullable Parameters form(Delivery delivery) {
		boolean encoded = !delivery.method().equals(GET)
				&& format(delivery.mediaType()) instanceof BodyFormat.FormEncoded;
		try {
			return encoded ? form(FieldTree.decode(delivery.body(), this.charset)).fields() : null;
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
	}

	private Payload unpack(BodyFormat.FormEncoded format, byte[] body) {
		Payload.Form form = form(FieldTree.decode(body, this.charset));
		return switch (format) {
			case BodyFormat.Form plain -> form;
			case BodyFormat.JsonInForm(String field) -> {
				String json = form.fields().first(field);
				if (json != null) {
					yield new Payload.Json(json.getBytes(StandardCharsets.UTF_8));
				}
				if (!this.formats.contains(new BodyFormat.Form())) {
					throw new UnreadableBodyException("the form has no field " + field);
				}
				yield form;
			}
			case BodyFormat.XmlInForm(String field) -> new Payload.Xml(base64(form.fields().first(field)));
		};
	}

	private Payload.Form form(String text) {
		try {
			Parameters fields = Parameters.parse(text, this.charset);
			if (fields.values().keySet().stream().anyMatch((name) -> name.length() > LONGEST_NAME)) {
				throw new UnreadableBodyException("the name of a field is longer than readers of JSON take");
			}
			return new Payload.Form(fields, text);
		}
		catch (IllegalArgumentException ex) {
			throw new UnreadableBodyException("the body is not a form");
		}
	}

	private static String base64(@Nullable String text) {
		try {
			byte[] decoded = Base64.getMimeDecoder().decode((text != null) ? text : "");
			return FieldTree.decode(decoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new UnreadableBodyException("the field is not base64");
		}
	}

}
