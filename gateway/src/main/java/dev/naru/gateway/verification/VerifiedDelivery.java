package dev.naru.gateway.verification;

import dev.naru.gateway.webhook.Delivery;

/**
 * A delivery that was found genuine. Only verification can make one, so nothing that was
 * not verified gets any further.
 */
public final class VerifiedDelivery implements Verdict {

	private final Delivery delivery;

	private final String variant;

	private final Authenticity authenticity;

	private final Coverage coverage;

	private final int slot;

	VerifiedDelivery(Delivery delivery, String variant, Authenticity authenticity, Coverage coverage, int slot) {
		this.delivery = delivery;
		this.variant = variant;
		this.authenticity = authenticity;
		this.coverage = coverage;
		this.slot = slot;
	}

	/**
	 * The delivery itself.
	 */
	public Delivery delivery() {
		return this.delivery;
	}

	/**
	 * The name of the variant that judged it.
	 */
	public String variant() {
		return this.variant;
	}

	/**
	 * What it was believed for.
	 */
	public Authenticity authenticity() {
		return this.authenticity;
	}

	/**
	 * What of its body was proven.
	 */
	public Coverage coverage() {
		return this.coverage;
	}

	/**
	 * Which of the active secrets matched, counted from 0; -1 where there is none.
	 */
	public int slot() {
		return this.slot;
	}

}
