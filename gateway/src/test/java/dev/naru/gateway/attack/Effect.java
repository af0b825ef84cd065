package dev.naru.gateway.attack;

import java.util.List;

/**
 * Effect of one attack, beside those that are looked at after each.
 *
 * @param sent what was sent, and what came back
 * @param faults what should not have been; empty if the attack failed
 */
record Effect(String sent, List<String> faults) {

	static Effect of(Tally tally, String... faults) {
		return new Effect(tally.toString(), List.of(faults).stream().filter((fault) -> !fault.isEmpty()).toList());
	}

	/**
	 * A fault if something is so.
	 */
	static String when(boolean condition, String fault) {
		return condition ? fault : "";
	}

}
