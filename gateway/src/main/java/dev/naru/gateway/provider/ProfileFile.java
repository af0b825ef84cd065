package dev.naru.gateway.provider;

import java.time.Duration;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.naru.gateway.verification.BodyHash;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it stands in its YAML file, key for key.
 *
 * @param name the provider's name, equal to the file's
 * @param title the provider's name for people
 * @param docs where the provider documents its webhooks
 * @param accepts what it sends: json, form, query, {json-in-form: …}, {xml-in-form: …}
 * @param charset what its forms are written in; UTF-8 if not given
 * @param verify how it proves its deliveries
 * @param handshakes what is answered and is no event
 * @param read the shapes of its messages
 * @param types provider type, or {@code <type>/<detail>}, to canonical type
 * @param refuse provider types that must not be acknowledged, each exact or ending in
 * {@code *}
 * @param duplicateWindow for how long after an event the same one is a duplicate
 * @param answer the success answer
 * @param answerUnreadable the answer to what is genuine and cannot be read; the success
 * answer if not given
 */
record ProfileFile(@Nullable String name, @Nullable String title, @Nullable String docs,
		@Nullable List<BodyFormat> accepts, @Nullable Charset charset, @Nullable List<VerifyFile> verify,
		@Nullable List<HandshakeFile> handshakes, @Nullable List<ShapeFile> read, @Nullable Map<String, String> types,
		@Nullable List<String> refuse, @Nullable Duration duplicateWindow, @Nullable AnswerFile answer,
		@Nullable AnswerFile answerUnreadable) {

	/** An entry of {@code verify}: exactly one scheme. */
	record VerifyFile(@Nullable String name, Variant.@Nullable When when, @Nullable Boolean pinnedOnly,
			@Nullable Coverage covers, @Nullable String each, @Nullable BodyHash bodyHash, Scheme.@Nullable None none,
			Scheme.@Nullable Token token, Scheme.@Nullable Basic basic, Scheme.@Nullable Hmac hmac,
			Scheme.@Nullable Digest digest, Scheme.@Nullable Asymmetric asymmetric,
			Scheme.@Nullable Certified certified) {

		List<Scheme> schemes() {
			return java.util.stream.Stream
				.<@Nullable Scheme>of(this.none, this.token, this.basic, this.hmac, this.digest, this.asymmetric,
						this.certified)
				.<Scheme>mapMulti((scheme, given) -> {
					if (scheme != null) {
						given.accept(scheme);
					}
				})
				.toList();
		}

		/**
		 * The key of a scheme, with a dot in front.
		 */
		String key(Scheme scheme) {
			return "." + scheme.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		}

	}

	/** An entry of {@code handshakes}: exactly one kind of answer. */
	record HandshakeFile(@Nullable Condition when, @Nullable AnswerFile reply, @Nullable EchoFile echo,
			@Nullable HmacReplyFile hmacReply, @Nullable ChallengeFile challenge, @Nullable CaptureFile capture) {
	}

	/** {@code echo}: a piece of the request, sent back. */
	record EchoFile(@Nullable Value value, @Nullable String contentType) {
	}

	/** {@code hmac-reply}: a JSON object with a token of the request and its HMAC. */
	record HmacReplyFile(@Nullable Value value, @Nullable String tokenMember, @Nullable String hmacMember) {
	}

	/**
	 * {@code challenge}: a GET request whose query holds a token to check and a text to
	 * send back.
	 */
	record ChallengeFile(@Nullable String tokenParameter, @Nullable String tokenConfig,
			@Nullable String echoParameter) {
	}

	/** {@code capture}: an unproven delivery that holds the secret for all others. */
	record CaptureFile(@Nullable Value secret) {
	}

	/** An entry of {@code read}. */
	record ShapeFile(@Nullable String version, @Nullable Condition when, @Nullable Value id, @Nullable Value type,
			@Nullable Value detail, @Nullable List<TimeValue> time, @Nullable List<ResourceFile> resource,
			@Nullable Value state, @Nullable Value sequence, @Nullable Map<String, Value> references,
			@Nullable String items, @Nullable AnswerFile answer) {
	}

	/** An entry of {@code resource}. */
	record ResourceFile(@Nullable String kind, @Nullable Value id, @Nullable List<String> types) {
	}

	/** {@code answer}, and the fixed {@code reply} of a handshake. */
	record AnswerFile(@Nullable Integer status, @Nullable String contentType, @Nullable String body) {
	}

}
