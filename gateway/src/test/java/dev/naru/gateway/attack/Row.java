package dev.naru.gateway.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.naru.gateway.attack.Bystander.Service;

/**
 * Row of the table: one attack and what it did.
 *
 * @param attack its name
 * @param effect what was sent, and what was seen by the attack itself
 * @param alive whether the gateway was there afterwards
 * @param quiet whether the genuine were served before; if not, the machine is too busy to
 * say what the attack did to them
 * @param others what genuine senders of another source had meanwhile
 * @param same what genuine senders of the attacked source had, from another address
 * @param rss the most memory that was resident, in MiB
 * @param fullStops how often the whole heap was collected
 * @param logged bytes of log
 * @param loggedAtMost how many are right
 */
record Row(String attack, Effect effect, boolean alive, boolean quiet, Service others, Service same, long rss,
		long fullStops, long logged, long loggedAtMost) {

	/**
	 * In a build other tests take the cores, and marking the heap may come too late once.
	 */
	private static final long FULL_STOPS_AT_MOST = AttackTest.TIME.isZero() ? 1 : 0;

	static final String HEAD = """
			| attack | sent, and answered | alive | genuine 2xx | median ms | same source 2xx | RSS MiB | full stops | log bytes | fell |
			|---|---|---|---:|---:|---:|---:|---:|---:|---|
			""";

	private static final double MEDIAN_AT_MOST = 1000;

	/**
	 * All that should not have been; empty if the attack failed.
	 */
	List<String> faults() {
		List<String> faults = new ArrayList<>();
		if (!this.alive) {
			faults.add("the gateway is dead");
		}
		if (this.quiet && this.others.accepted() < this.others.sent()) {
			faults.add("genuine webhooks were turned away");
		}
		// Not a number if there was none.
		if (this.quiet && !(this.others.median() <= MEDIAN_AT_MOST)) {
			faults.add("genuine webhooks waited");
		}
		if (this.fullStops > FULL_STOPS_AT_MOST) {
			faults.add("the heap was collected as a whole");
		}
		if (this.logged > this.loggedAtMost) {
			faults.add("the log grew");
		}
		faults.addAll(this.effect.faults());
		return faults;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "| %s | %s | %s | %.1f %% | %.0f | %.1f %% | %d | %d | %,d | %s |\n",
				this.attack, this.effect.sent(), this.alive ? "yes" : "**no**", this.others.share(),
				this.others.median(), this.same.share(), this.rss, this.fullStops, this.logged,
				(faults().isEmpty() ? "nothing" : String.join("; ", faults()))
						+ (this.quiet ? "" : " (machine too busy to time it)"));
	}

}
