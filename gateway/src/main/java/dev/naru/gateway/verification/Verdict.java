package dev.naru.gateway.verification;

import java.util.function.Function;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;

/**
 * What verification says of a delivery.
 */
public sealed interface Verdict permits VerifiedDelivery, Verdict.Forged, Verdict.Undecided {

	/**
	 * Not proven genuine.
	 *
	 * @param flaw what is wrong with it
	 */
	record Forged(Flaw flaw) implements Verdict {
	}

	/**
	 * Not to be judged without a certificate, which has to be fetched. All else that can
	 * be told without it is right.
	 *
	 * @param delivery the delivery
	 * @param certificate the certificate
	 * @param judge judges with its key; with one key it never asks again
	 */
	record Undecided(Delivery delivery, CertificateName certificate,
			Function<ProviderKey, Verdict> judge) implements Verdict {
	}

}
