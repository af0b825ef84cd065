package dev.naru.gateway.publication.spool;

/**
 * How many spooled records may be under way, so that the drain is quick and live traffic
 * does not wait behind it. As TCP Vegas does, it tells from the time that answers take
 * how many records are queued on the way, and keeps these few.
 */
final class Pace {

	private static final int LEAST = 2;

	private static final int MOST = 256;

	private static final double FEW_QUEUED = 1;

	private static final double MANY_QUEUED = 3;

	private static final double GIVING_WAY = 0.99;

	/**
	 * After so many answers it looks anew for what is usual, which it sees only with an
	 * empty queue.
	 */
	private static final int ANSWERS_UNTIL_ANEW = 5000;

	private double window = LEAST;

	private double shortest = Double.MAX_VALUE;

	private int answers;

	/**
	 * How many records may be under way.
	 */
	int window() {
		return (int) this.window;
	}

	/**
	 * A record that was sent has been answered.
	 * @param nanos how long that took
	 */
	void answered(long nanos) {
		if (++this.answers == ANSWERS_UNTIL_ANEW) {
			this.answers = 0;
			this.shortest = Double.MAX_VALUE;
			this.window = LEAST;
		}
		double took = Math.max(nanos, 1);
		this.shortest = Math.min(this.shortest, took);
		double queued = this.window * (1 - this.shortest / took);
		if (queued < FEW_QUEUED) {
			this.window = Math.min(MOST, this.window + 1 / this.window);
		}
		else if (queued > MANY_QUEUED) {
			this.window = Math.max(LEAST, this.window * GIVING_WAY);
		}
	}

}
