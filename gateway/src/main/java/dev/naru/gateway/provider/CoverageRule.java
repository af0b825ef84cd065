package dev.naru.gateway.provider;

import java.util.List;

import dev.naru.gateway.provider.ProfileFile.VerifyFile;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme;

/**
 * Rule of what of a body a proof covers: a signature covers all of it, unless the profile
 * says outright that it does not.
 *
 * @param file where mistakes are told
 * @param bodies how the provider writes
 */
record CoverageRule(ProfileText file, Bodies bodies) {

	Coverage of(String place, VerifyFile entry, Scheme scheme) {
		if (!(scheme instanceof Scheme.Signed signed)) {
			if (entry.covers() != null || entry.bodyHash() != null) {
				throw this.file.wrong(place, "'covers' and 'body-hash' go with a signature, and this scheme has none",
						"remove them: what it proves says nothing of the body");
			}
			return Coverage.NONE;
		}
		Coverage covered = coverage(entry, signed.message());
		Coverage said = (entry.covers() != null) ? entry.covers() : Coverage.BODY;
		if (said == covered) {
			return covered;
		}
		if (entry.covers() != null) {
			throw this.file.wrong(place + ".covers",
					"the message covers '" + covered.label() + "', and not '" + said.label() + "'",
					(covered == Coverage.BODY) ? "remove the key" : "write 'covers: " + covered.label() + "'");
		}
		boolean query = this.bodies.inQuery() && !signsUrl(signed.message());
		throw this.file.wrong(place + entry.key(scheme) + ".message",
				query ? "the query of a GET request is not part of it" : "the body is not part of it",
				(query ? "add 'url'" : "add 'body'") + ": without it whoever has seen one signature can send anything; "
						+ "if the provider signs no more, write 'covers: " + covered.label() + "' for the variant");
	}

	/**
	 * A hash of the body covers it if the place where it stands is signed.
	 */
	private Coverage coverage(VerifyFile entry, List<MessagePart> message) {
		if (this.bodies.inQuery() && !signsUrl(message)) {
			return Coverage.FIELDS;
		}
		boolean hashed = entry.bodyHash() != null && message.stream().anyMatch((part) -> switch (part) {
			case Given url when url.isUrl() -> entry.bodyHash().from().query() != null;
			case MessagePart.Query(String name) -> name.equals(entry.bodyHash().from().query());
			case MessagePart.Header(String name) -> name.equalsIgnoreCase(entry.bodyHash().from().header());
			default -> false;
		});
		if (hashed || message.contains(Given.BODY) || isWholeContent(message)) {
			return Coverage.BODY;
		}
		return message.contains(Given.CRC32) ? Coverage.CHECKSUM : Coverage.FIELDS;
	}

	/**
	 * Whether what an event is read from can only be something that is signed. A sorted
	 * form is not: nothing tells a name from the value before it, so that two forms have
	 * one signature.
	 */
	private boolean isWholeContent(List<MessagePart> message) {
		return this.bodies.formats().stream().allMatch((format) -> switch (format) {
			case BodyFormat.JsonInForm(String field) -> message.contains(new MessagePart.Form(field));
			case BodyFormat.XmlInForm(String field) -> message.contains(new MessagePart.Form(field));
			case BodyFormat.Query query -> signsUrl(message);
			case BodyFormat.Json json -> false;
			case BodyFormat.Form form -> false;
		});
	}

	private static boolean signsUrl(List<MessagePart> message) {
		return message.stream().anyMatch(MessagePart::isUrl);
	}

}
