package dev.naru.gateway.source;

/**
 * The configuration cannot be used and the gateway does not start. The message never
 * holds a secret.
 */
public final class ConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String place;

	private final String problem;

	private final String cure;

	/**
	 * @param place the configuration key, or the file and the place in it
	 * @param problem what is wrong there
	 * @param cure what to write instead
	 */
	public ConfigurationException(String place, String problem, String cure) {
		super(place + ": " + problem);
		this.place = place;
		this.problem = problem;
		this.cure = cure;
	}

	/**
	 * The configuration key, or the file and the place in it.
	 */
	public String place() {
		return this.place;
	}

	/**
	 * What is wrong there.
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to write instead.
	 */
	public String cure() {
		return this.cure;
	}

}
