package dev.naru.gateway.verification;

import java.util.List;

/**
 * Signing input: the message that a signature is checked against, part by part, as the
 * check puts it together.
 *
 * @param parts in the order in which they are signed; unmodifiable
 */
public record SigningInput(List<Part> parts) {

	public SigningInput {
		parts = List.copyOf(parts);
	}

	/**
	 * Whether the secret is one of the parts; it is not counted and not hashed here.
	 */
	public boolean hasSecret() {
		return this.parts.stream().anyMatch((part) -> part.part() == MessagePart.Given.SECRET);
	}

	/**
	 * Its length in bytes.
	 */
	public int length() {
		return this.parts.stream().mapToInt((part) -> part.bytes().length).sum();
	}

	/**
	 * Its SHA-256 in lower-case hexadecimal.
	 */
	public String sha256() {
		return Encoding.HEX
			.encode(BodyHash.hash(Scheme.Hash.SHA256, this.parts.stream().map(Part::bytes).toArray(byte[][]::new)));
	}

	/**
	 * A part of it.
	 *
	 * @param part what the profile calls it
	 * @param bytes what stands there; empty for a secret, which is never shown
	 */
	public record Part(MessagePart part, byte[] bytes) {
	}

}
