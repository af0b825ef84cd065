package dev.naru.gateway.bench;

/**
 * A kind of load.
 *
 * @param connections how many connections, each with one request under way
 * @param bodyBytes how large a body is
 * @param sources over how many sources the load goes round
 */
record Scenario(int connections, int bodyBytes, int sources) {

	static final Scenario USUAL = new Scenario(64, 500);

	Scenario(int connections, int bodyBytes) {
		this(connections, bodyBytes, 1);
	}

	@Override
	public String toString() {
		return this.connections + ((this.connections == 1) ? " connection, " : " connections, ") + this.bodyBytes
				+ " bytes";
	}

}
