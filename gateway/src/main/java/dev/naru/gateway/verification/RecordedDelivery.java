package dev.naru.gateway.verification;

import dev.naru.gateway.webhook.Delivery;

/**
 * A delivery that was found genuine when it came, put together again from its record.
 * Nothing is verified a second time: its proof is not kept and would be too old. So it is
 * worth as much as the record, and no more is claimed for it than stands there.
 *
 * @param delivery the delivery, without proofs and credentials
 * @param variant the name of the variant that judged it
 * @param authenticity what it was believed for
 * @param coverage what of its body was proven
 */
public record RecordedDelivery(Delivery delivery, String variant, Authenticity authenticity,
		Coverage coverage) implements GenuineDelivery {

	/**
	 * None: which secret matched is not recorded.
	 */
	@Override
	public int slot() {
		return -1;
	}

}
