package dev.naru.archfixture.intake;

import dev.naru.archfixture.verification.RecordedDelivery;

/**
 * What has just come was not proven before.
 */
public final class Believes {

	/**
	 * Not proven at all.
	 */
	public RecordedDelivery delivery() {
		return new RecordedDelivery("none");
	}

}
