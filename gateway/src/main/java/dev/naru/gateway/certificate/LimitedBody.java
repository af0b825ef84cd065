package dev.naru.gateway.certificate;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * A body that is not read beyond a limit.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

	private final BodySubscriber<byte[]> whole;

	private long left;

	private volatile Subscription subscription = new Subscription() {

		@Override
		public void request(long n) {
			// Nobody sends yet.
		}

		@Override
		public void cancel() {
			// Nobody sends yet.
		}

	};

	LimitedBody(BodySubscriber<byte[]> whole, long limit) {
		this.whole = whole;
		this.left = limit;
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.whole.getBody();
	}

	@Override
	public void onSubscribe(Subscription pieces) {
		this.subscription = pieces;
		this.whole.onSubscribe(pieces);
	}

	@Override
	public void onNext(List<ByteBuffer> pieces) {
		this.left -= pieces.stream().mapToLong(ByteBuffer::remaining).sum();
		if (this.left < 0) {
			this.subscription.cancel();
			this.whole.onError(new IllegalStateException("it is too large"));
		}
		else {
			this.whole.onNext(pieces);
		}
	}

	@Override
	public void onError(Throwable fault) {
		this.whole.onError(fault);
	}

	@Override
	public void onComplete() {
		this.whole.onComplete();
	}

}
