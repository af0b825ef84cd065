package dev.naru.gateway.ingress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;

/**
 * Guard of one connection, between the HTTP codec and the server: refuses and counts what
 * is not HTTP as RFC 9112 has it, so that nobody behind it reads it otherwise, and sees
 * to it that a connection ends with an answer that was given before the request ended.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

	/**
	 * What a sender may write ahead of answers, in bytes: no sender of webhooks does, but
	 * the server would keep it.
	 */
	private static final int MOST_AHEAD = 64 * 1024;

	/** What the head of a request counts for, in bytes. */
	private static final int HEAD = 1024;

	/**
	 * For how long what a sender still writes is read and thrown away, so that the answer
	 * reaches it before the connection is reset (RFC 9112, section 9.6).
	 */
	private static final long LINGER_MILLIS = 1000;

	/** RFC 3986, section 3.2: a host, and a port if need be. */
	private static final Pattern HOST = Pattern
		.compile("(?:\\[[0-9A-Fa-f:.vV]+]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::[0-9]{0,5})?");

	private static final boolean[] PLAIN = new boolean[128];

	static {
		for (char each : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/?=&+:,;@!$'()*"
			.toCharArray()) {
			PLAIN[each] = true;
		}
	}

	private final Connections connections;

	private final Ledger ledger;

	/** Requests that were passed on and are not answered. */
	private int unanswered;

	private int ahead;

	private boolean bodyIsOpen;

	/** Nothing more is passed on. */
	private boolean over;

	private boolean lingers;

	ConnectionGuard(Connections connections, Ledger ledger) {
		this.connections = connections;
		this.ledger = ledger;
	}

	@Override
	public void channelActive(ChannelHandlerContext ctx) {
		this.connections.opened(ctx.channel());
		ctx.fireChannelActive();
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.connections.closed(ctx.channel());
		ctx.fireChannelInactive();
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (this.over) {
			ReferenceCountUtil.release(message);
			if (this.lingers && message instanceof LastHttpContent) {
				end(ctx);
			}
			return;
		}
		if (message instanceof HttpRequest request) {
			int status = statusOf(request);
			if (status != 0) {
				ReferenceCountUtil.release(message);
				refuse(ctx, status);
				return;
			}
			if (this.unanswered > 0 && !mayComeAhead(ctx, HEAD)) {
				ReferenceCountUtil.release(message);
				return;
			}
			this.unanswered++;
			this.bodyIsOpen = true;
		}
		else if (message instanceof HttpContent content && !takes(ctx, content)) {
			content.release();
			return;
		}
		ctx.fireChannelRead(message);
	}

	private boolean takes(ChannelHandlerContext ctx, HttpContent content) {
		if (content.decoderResult().isFailure()) {
			this.over = true;
			ctx.fireExceptionCaught(new MalformedBodyException());
			return false;
		}
		if (this.unanswered > 1 && !mayComeAhead(ctx, content.content().readableBytes())) {
			return false;
		}
		if (content instanceof LastHttpContent) {
			this.bodyIsOpen = false;
			this.connections.isServed(ctx.channel());
		}
		return true;
	}

	private boolean mayComeAhead(ChannelHandlerContext ctx, int bytes) {
		this.ahead += bytes;
		if (this.ahead > MOST_AHEAD) {
			this.over = true;
			end(ctx);
			return false;
		}
		return true;
	}

	private static void end(ChannelHandlerContext ctx) {
		ChannelFuture unused = ctx.close();
	}

	/**
	 * The status that the request is refused with, or 0.
	 */
	private static int statusOf(HttpRequest request) {
		if (request.decoderResult().isFailure()) {
			Throwable cause = request.decoderResult().cause();
			return (cause instanceof TooLongHttpLineException) ? 414
					: (cause instanceof TooLongHttpHeaderException) ? 431 : 400;
		}
		if (request.protocolVersion().majorVersion() != 1) {
			return 400;
		}
		List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
		if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).strip().equalsIgnoreCase("chunked"))) {
			return 501;
		}
		List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
		boolean hostIsMissing = hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
		if (hostIsMissing || hosts.size() > 1 || (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches())) {
			return 400;
		}
		return isTarget(request.uri()) ? 0 : 400;
	}

	/**
	 * Whether the server can make a URI of it.
	 */
	private static boolean isTarget(String target) {
		for (int i = 0; i < target.length(); i++) {
			char each = target.charAt(i);
			if (each >= PLAIN.length || !PLAIN[each]) {
				return isUri(target);
			}
		}
		return true;
	}

	private static boolean isUri(String target) {
		try {
			new URI(target.startsWith("/") ? "http://host" + target : target);
			return true;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Answers what cannot be passed on, unless others wait for their answers on the same
	 * connection.
	 */
	private void refuse(ChannelHandlerContext ctx, int status) {
		Ledger.Account account = this.ledger.account(Ledger.UNKNOWN, Ledger.UNKNOWN);
		account.received();
		account.settled(new Outcome.Refused(new Refusal.NotHttp(status)), 0);
		this.over = true;
		if (this.unanswered == 0) {
			DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
					HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
			response.headers()
				.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
				.set(HttpHeaderNames.CONTENT_LENGTH, 0);
			ChannelFuture unused = ctx.writeAndFlush(response).addListener((written) -> linger(ctx));
		}
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		ChannelPromise written = promise;
		if (message instanceof LastHttpContent && !isInformational(message)) {
			this.unanswered--;
			if (this.unanswered == 0) {
				this.ahead = 0;
				this.connections.waits(ctx.channel());
				if (this.over) {
					written = promise.unvoid().addListener((done) -> linger(ctx));
				}
			}
		}
		ChannelFuture unused = ctx.write(message, written);
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		if (this.bodyIsOpen && ctx.channel().isActive()) {
			this.over = true;
			ChannelFuture unused = ctx.channel().closeFuture().addListener((closed) -> promise.trySuccess());
			linger(ctx);
		}
		else {
			ChannelFuture unused = ctx.close(promise);
		}
	}

	/**
	 * Closes the connection once the sender has done so or has said all, and a second
	 * later at most.
	 */
	private void linger(ChannelHandlerContext ctx) {
		Channel channel = ctx.channel();
		if (!this.lingers && channel.isActive()) {
			this.lingers = true;
			channel.config().setAutoRead(true);
			Future<?> unused = ctx.executor().schedule(() -> end(ctx), LINGER_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

}
