package dev.naru.gateway.provider;

/**
 * Something in a profile that means nothing.
 */
final class Mistake extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String cure;

	/**
	 * @param problem what is wrong
	 * @param cure what to write instead
	 */
	Mistake(String problem, String cure) {
		super(problem);
		this.cure = cure;
	}

	/**
	 * What to write instead.
	 */
	String cure() {
		return this.cure;
	}

}
