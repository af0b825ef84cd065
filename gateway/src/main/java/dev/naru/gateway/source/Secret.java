package dev.naru.gateway.source;

/**
 * A shared secret or a provider's public key, as its text was given. It prints nothing.
 */
public final class Secret {

	private final String text;

	/**
	 * @param text the secret's text, in the encoding that the provider's profile names
	 */
	public Secret(String text) {
		this.text = text;
	}

	/**
	 * The secret itself, for those who check with it.
	 */
	public String reveal() {
		return this.text;
	}

	@Override
	public String toString() {
		return "Secret[hidden]";
	}

}
