package dev.naru.gateway.attack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;

import dev.naru.gateway.chaos.Brokers;

/**
 * Place of an attack: the gateway, its broker, and the time that the attack may take.
 *
 * @param directory where an attack may put files
 * @param certificates the stand-in of a provider that signs with certificates
 */
record Stage(Victim victim, Brokers brokers, Signatory certificates, Path directory, Duration time) {

	/**
	 * Clients that attack for that time.
	 */
	Crowd crowd() {
		return crowd(Visit::address);
	}

	/**
	 * @param addresses where each of them comes from
	 */
	Crowd crowd(IntFunction<String> addresses) {
		return new Crowd(this.victim.port(), addresses, this.time);
	}

	/**
	 * A number that grows with the time: as many in the long run, some in the short one.
	 */
	int times(int perSecond) {
		return Math.toIntExact(Math.min(10, this.time.toSeconds()) * perSecond);
	}

}
