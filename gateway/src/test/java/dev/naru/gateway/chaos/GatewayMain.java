package dev.naru.gateway.chaos;

import dev.naru.gateway.NaruGateway;
import dev.naru.gateway.testkit.Lifeline;

/**
 * The gateway as a process of its own, which ends with the test.
 */
final class GatewayMain {

	private GatewayMain() {
	}

	public static void main(String[] args) {
		Lifeline.hold();
		NaruGateway.main(args);
	}

}
