package dev.naru.gateway.verification;

import dev.naru.gateway.webhook.Delivery;

/**
 * A delivery that was found genuine. Only verification can make one, so nothing that was
 * not verified gets any further.
 */
public final class VerifiedDelivery implements Verdict, GenuineDelivery {

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

	@Override
	public Delivery delivery() {
		return this.delivery;
	}

	@Override
	public String variant() {
		return this.variant;
	}

	@Override
	public Authenticity authenticity() {
		return this.authenticity;
	}

	@Override
	public Coverage coverage() {
		return this.coverage;
	}

	@Override
	public int slot() {
		return this.slot;
	}

}
