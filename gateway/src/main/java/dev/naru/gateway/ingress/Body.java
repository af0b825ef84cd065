package dev.naru.gateway.ingress;

import java.util.Arrays;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.webhook.Refusal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;

/**
 * What reading a body gives.
 */
sealed interface Body {

	/** All of it. */
	record Whole(byte[] bytes) implements Body {
	}

	/** Turned away. */
	record TurnedAway(Refusal refusal) implements Body {
	}

	/** The sender broke off, or wrote what is not HTTP. */
	record Broken() implements Body {
	}

	/**
	 * Puts the pieces together.
	 */
	final class Gathering implements CoreSubscriber<DataBuffer> {

		private static final byte[] EMPTY = new byte[0];

		private final Pending<Body> body;

		private final int limit;

		private byte[] bytes = EMPTY;

		private int size;

		private volatile @Nullable Subscription subscription;

		Gathering(Pending<Body> body, int limit) {
			this.body = body;
			this.limit = limit;
		}

		/**
		 * The sender has had its time.
		 */
		void endTooSlow() {
			end(new Refusal.TooSlow());
		}

		private void end(Refusal refusal) {
			Subscription pieces = this.subscription;
			if (this.body.settle(new TurnedAway(refusal)) && pieces != null) {
				pieces.cancel();
			}
		}

		@Override
		public void onSubscribe(Subscription pieces) {
			this.subscription = pieces;
			pieces.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(DataBuffer piece) {
			int length = piece.readableByteCount();
			if (length > this.limit - this.size) {
				end(new Refusal.ContentTooLarge());
			}
			else {
				if (length > this.bytes.length - this.size) {
					// Most bodies come in one piece.
					this.bytes = Arrays.copyOf(this.bytes, (this.size == 0) ? length
							: Math.min(this.limit, Math.max(this.size + length, 2 * this.size)));
				}
				piece.read(this.bytes, this.size, length);
				this.size += length;
			}
			DataBufferUtils.release(piece);
		}

		@Override
		public void onError(Throwable fault) {
			this.body.settle(new Broken());
		}

		@Override
		public void onComplete() {
			this.body.settle(
					new Whole((this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size)));
		}

	}

}
