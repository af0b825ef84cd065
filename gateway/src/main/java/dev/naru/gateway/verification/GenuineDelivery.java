package dev.naru.gateway.verification;

import dev.naru.gateway.webhook.Delivery;

/**
 * A delivery that was found genuine: just now, or before it was recorded.
 */
public sealed interface GenuineDelivery permits VerifiedDelivery, RecordedDelivery {

	/**
	 * The delivery itself.
	 */
	Delivery delivery();

	/**
	 * The name of the variant that judged it.
	 */
	String variant();

	/**
	 * What it was believed for.
	 */
	Authenticity authenticity();

	/**
	 * What of its body was proven.
	 */
	Coverage coverage();

	/**
	 * Which of the active secrets matched, counted from 0; -1 where there is none.
	 */
	int slot();

}
