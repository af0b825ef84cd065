package dev.naru.gateway.ingress;

import dev.naru.gateway.webhook.Ledger;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;

/**
 * Server of the public port, with a guard on each connection.
 *
 * @param connections all of them
 * @param ledger counts what is refused
 */
record GuardedServer(Connections connections,
		Ledger ledger) implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private static final String NAME = "naru.guard";

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers((server) -> server.doOnChannelInit((observer, channel, peer) -> {
			ChannelPipeline pipeline = channel.pipeline();
			// Where both ports are one, it is asked for twice.
			if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null && pipeline.get(NAME) == null) {
				pipeline.addBefore(NettyPipeline.HttpTrafficHandler, NAME,
						new ConnectionGuard(this.connections, this.ledger));
			}
		}));
	}

}
