package dev.naru.gateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a run of chaos consists of. The same seed gives the same troubles.
 *
 * @param name what it is called
 * @param brokers how many
 * @param length how long troubles come
 * @param seed of all that is random
 * @param opening the troubles that come first, for a run too short to see all
 * @param troubles all that may come
 */
record Plan(String name, int brokers, Duration length, long seed, List<Trouble> opening, List<Trouble> troubles) {

	/**
	 * Each comes once before any comes again.
	 */
	List<Trouble> round(Random random) {
		List<Trouble> round = new ArrayList<>(this.troubles);
		Collections.shuffle(round, random);
		return round;
	}

}
