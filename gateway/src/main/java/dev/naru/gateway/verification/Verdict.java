package dev.naru.gateway.verification;

import dev.naru.gateway.webhook.Flaw;

/**
 * What verification says of a delivery.
 */
public sealed interface Verdict permits VerifiedDelivery, Verdict.Forged {

	/**
	 * Not proven genuine.
	 *
	 * @param flaw what is wrong with it
	 */
	record Forged(Flaw flaw) implements Verdict {
	}

}
