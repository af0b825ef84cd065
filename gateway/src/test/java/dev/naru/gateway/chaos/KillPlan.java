package dev.naru.gateway.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.naru.gateway.chaos.Fault.Blow;

/**
 * What a run of kills consists of; it ends when both numbers are reached. The same seed
 * gives the same kinds of kills in the same order.
 *
 * @param kills how many processes are killed at least
 * @param acknowledged how many events are acknowledged at least
 * @param seed of all that is random
 * @param pauseMillis see {@link Load#arguments}
 */
record KillPlan(int kills, int acknowledged, long seed, int pauseMillis) {

	/**
	 * What the next kills are of: of twenty, nine of gateways and seven of brokers.
	 */
	List<Blow> round(Random random) {
		List<Blow> round = new ArrayList<>();
		round.addAll(Collections.nCopies(9, Blow.GATEWAY_KILLED));
		round.addAll(Collections.nCopies(7, Blow.BROKER_KILLED));
		round.addAll(Collections.nCopies(4, Blow.SENDER_KILLED));
		Collections.shuffle(round, random);
		return round;
	}

}
