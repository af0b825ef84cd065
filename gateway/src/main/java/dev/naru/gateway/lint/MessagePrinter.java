package dev.naru.gateway.lint;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.verification.Credentials;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.SigningInput;
import dev.naru.gateway.webhook.Delivery;

/**
 * Shows the message that the gateway takes for signed, and never a secret.
 *
 * @param endpoint where the request goes
 */
record MessagePrinter(Endpoint endpoint) {

	private static final String HIDDEN = "<not shown: a secret stands there>";

	/**
	 * @return the lines; one that says so if no message is looked at
	 */
	List<String> lines(Delivery delivery, Instant now) {
		List<SigningInput> inputs = this.endpoint.signingInputs(delivery, now);
		if (inputs.isEmpty()) {
			return List.of(Rehearsal.line("message",
					"none: a part of it is not there, the body does not have its 'body-hash', or nothing is signed"));
		}
		SigningInput first = inputs.get(0);
		int width = first.parts().stream().mapToInt((part) -> part.part().label().length()).max().orElse(0);
		List<String> lines = new ArrayList<>();
		lines.add(Rehearsal.line("message",
				first.parts().size() + ((first.parts().size() == 1) ? " part, " : " parts, ") + first.length()
						+ " bytes, SHA-256 " + first.sha256()
						+ (first.hasSecret() ? ", both without the secret" : "")));
		first.parts().forEach((part) -> lines.add(row(part.part().label(), width, shown(part))));
		for (SigningInput other : inputs.subList(1, inputs.size())) {
			other.parts()
				.stream()
				.filter((part) -> part.part().isUrl())
				.forEach((part) -> lines.add(row("or", width, shown(part))));
		}
		int secrets = this.endpoint.source().secrets().size();
		if (secrets > 0) {
			lines.add(Rehearsal.line("tried",
					(secrets == 1) ? "the one secret of the source" : "secrets 1 to " + secrets + " of the source"));
		}
		return lines;
	}

	private static String row(String label, int width, String text) {
		return Rehearsal.line("", label + " ".repeat(Math.max(0, width - label.length())) + "  " + text);
	}

	private String shown(SigningInput.Part part) {
		if (part.part() == MessagePart.Given.SECRET) {
			return "<the secret>";
		}
		Credentials credentials = this.endpoint.credentials();
		boolean hidden = switch (part.part()) {
			case MessagePart.Header(String name) -> credentials.isHeader(name);
			case MessagePart.Query(String name) -> credentials.isParameter(name);
			case MessagePart other -> false;
		};
		return (hidden || credentials.areIn(new String(part.bytes(), StandardCharsets.ISO_8859_1))) ? HIDDEN
				: VisibleText.of(part.bytes());
	}

}
