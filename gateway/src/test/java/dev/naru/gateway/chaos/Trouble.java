package dev.naru.gateway.chaos;

import java.util.List;

/**
 * What comes over a site. Each leaves it as it was, in the end.
 */
enum Trouble {

	GATEWAY_DIES, GATEWAY_STANDS_STILL, GATEWAY_RESTARTS, GATEWAY_RESTARTS_WITHOUT_BROKER,

	BROKER_STANDS_STILL, BROKER_STANDS_STILL_BRIEFLY, BROKER_DIES, BOTH_DIE, GATEWAY_DIES_DURING_AN_OUTAGE,

	GATEWAY_DIES_AFTER_AN_OUTAGE,

	LEADER_DIES, LEADER_STANDS_STILL, TWO_BROKERS_DIE, TOO_FEW_REPLICAS, GATEWAY_AND_LEADER_DIE;

	/** For a gateway with one broker. */
	static final List<Trouble> OF_ONE_BROKER = List.of(GATEWAY_DIES, GATEWAY_STANDS_STILL, GATEWAY_RESTARTS,
			GATEWAY_RESTARTS_WITHOUT_BROKER, BROKER_STANDS_STILL, BROKER_STANDS_STILL_BRIEFLY, BROKER_DIES, BOTH_DIE,
			GATEWAY_DIES_DURING_AN_OUTAGE, GATEWAY_DIES_AFTER_AN_OUTAGE);

	/** For a gateway with a cluster of three. */
	static final List<Trouble> OF_A_CLUSTER = List.of(LEADER_DIES, LEADER_STANDS_STILL, TWO_BROKERS_DIE,
			TOO_FEW_REPLICAS, GATEWAY_AND_LEADER_DIE, GATEWAY_DIES, GATEWAY_STANDS_STILL, GATEWAY_RESTARTS);

	/**
	 * Takes its course, and returns when it is over.
	 */
	void befall(Site site) {
		switch (this) {
			case GATEWAY_DIES -> site.killGateway(() -> site.pass(0, 2));
			case GATEWAY_STANDS_STILL -> site.freezeGateway(() -> site.pass(1, 4));
			case GATEWAY_RESTARTS -> site.restartGateway();
			case GATEWAY_RESTARTS_WITHOUT_BROKER -> site.killBroker(0, () -> {
				site.pass(0, 4);
				site.restartGateway();
				site.pass(0, 4);
			});
			case BROKER_STANDS_STILL -> site.freezeBroker(0, () -> site.pass(3, 15));
			case BROKER_STANDS_STILL_BRIEFLY -> site.freezeBroker(0, () -> site.pass(1, 4));
			case BROKER_DIES -> site.killBroker(0, () -> site.pass(1, 8));
			case BOTH_DIE -> site.killBroker(0, () -> site.killGateway(() -> site.pass(0, 2)));
			case GATEWAY_DIES_DURING_AN_OUTAGE -> site.freezeBroker(0, () -> {
				site.pass(2, 6);
				site.killGateway(() -> site.pass(0, 1));
				site.pass(0, 4);
			});
			case GATEWAY_DIES_AFTER_AN_OUTAGE -> {
				site.freezeBroker(0, () -> site.pass(4, 10));
				site.pass(0, 1.5);
				site.killGateway(() -> site.pass(0, 1));
			}
			case LEADER_DIES -> site.killBroker(site.brokers().leader(), () -> site.pass(4, 12));
			case LEADER_STANDS_STILL -> site.freezeBroker(site.brokers().leader(), () -> site.pass(3, 15));
			case TWO_BROKERS_DIE -> {
				int leader = site.brokers().leader();
				site.killBroker(leader, () -> {
					site.pass(0, 6);
					site.killBroker(site.another(leader), () -> site.pass(2, 8));
				});
			}
			case TOO_FEW_REPLICAS -> {
				int follower = site.another(site.brokers().leader());
				site.demandAllReplicas(() -> site.killBroker(follower, () -> site.pass(6, 12)));
			}
			case GATEWAY_AND_LEADER_DIE ->
				site.killBroker(site.brokers().leader(), () -> site.killGateway(() -> site.pass(0, 2)));
		}
	}

}
