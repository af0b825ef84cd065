package dev.naru.gateway;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;

/**
 * Reads on after every answer. Reactor Netty 1.3.7 does not if a request came before it
 * was done with the one before, and is then answered at once: the connection stays open,
 * and who sends on it waits in vain (reactor/reactor-netty#4361). It is mended after that
 * release; then this may go.
 */
final class ReadOn implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private static final String NAME = "naru.readOn";

	private static final ChannelHandler AFTER_AN_ANSWER = new AfterAnAnswer();

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers((server) -> server.doOnChannelInit((observer, channel, peer) -> {
			ChannelPipeline pipeline = channel.pipeline();
			// Where both ports are one, it is asked for twice.
			if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null && pipeline.get(NAME) == null) {
				pipeline.addAfter(NettyPipeline.HttpTrafficHandler, NAME, AFTER_AN_ANSWER);
			}
		}));
	}

	/**
	 * The end of an answer is an event in the pipeline. What has waited meanwhile is
	 * taken up by the next task, and this is the one after.
	 */
	@ChannelHandler.Sharable
	private static final class AfterAnAnswer extends ChannelInboundHandlerAdapter {

		@Override
		public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
			ctx.executor().execute(ctx::read);
			ctx.fireUserEventTriggered(event);
		}

	}

}
