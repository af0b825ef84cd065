package dev.naru.gateway.bench;

/**
 * A kind of load.
 *
 * @param connections how many connections, each with one request under way
 * @param bodyBytes how large a body is
 */
record Scenario(int connections, int bodyBytes) {

	static final Scenario USUAL = new Scenario(64, 500);

	@Override
	public String toString() {
		return this.connections + ((this.connections == 1) ? " connection, " : " connections, ") + this.bodyBytes
				+ " bytes";
	}

}
