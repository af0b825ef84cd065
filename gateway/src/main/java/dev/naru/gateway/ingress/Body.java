package dev.naru.gateway.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.naru.gateway.budget.Budget;
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

	/** The connection broke. */
	record Broken() implements Body {
	}

	/**
	 * Puts the pieces together. Memory is taken as they come, not by what is announced: a
	 * sender that holds back what it announced holds nothing.
	 */
	final class Gathering implements CoreSubscriber<DataBuffer> {

		/**
		 * Bytes of a body that are not taken from the budget: most webhooks are smaller,
		 * and the number of connections bounds how often it is given.
		 */
		static final int FREE = 4096;

		private static final int PIECE = 16 * 1024;

		private static final byte[] NOTHING = {};

		/** Who waits for the body; nobody once it has been told. */
		private final AtomicReference<@Nullable Pending<Body>> body;

		private final Pending<Boolean> ended = new Pending<>();

		private final int limit;

		private final Budget.Holding memory;

		private final List<byte[]> full = new ArrayList<>();

		private byte[] last = NOTHING;

		private int filled;

		private int size;

		private int room = FREE;

		private volatile @Nullable Subscription subscription;

		/**
		 * @param limit the most bytes taken
		 * @param memory grows with what is taken, and is closed by whoever opened it
		 */
		Gathering(Pending<Body> body, int limit, Budget.Holding memory) {
			this.body = new AtomicReference<>(body);
			this.limit = limit;
			this.memory = memory;
		}

		/**
		 * The sender has had its time.
		 */
		void endTooSlow() {
			end(new Refusal.TooSlow());
		}

		/**
		 * Known when there is nothing more to wait for. It does not hold the body: those
		 * who watch the time may keep it for longer.
		 */
		Pending<Boolean> ended() {
			return this.ended;
		}

		private void end(Refusal refusal) {
			Subscription pieces = this.subscription;
			if (tell(new TurnedAway(refusal)) && pieces != null) {
				pieces.cancel();
			}
		}

		private boolean tell(Body what) {
			Pending<Body> waiting = this.body.getAndSet(null);
			if (waiting == null) {
				return false;
			}
			this.ended.settle(true);
			waiting.settle(what);
			return true;
		}

		@Override
		public void onSubscribe(Subscription pieces) {
			this.subscription = pieces;
			pieces.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(DataBuffer piece) {
			int length = piece.readableByteCount();
			if (this.ended.isKnown()) {
				// Turned away: nothing more is kept.
				forget();
			}
			else if (length > this.limit - this.size) {
				end(new Refusal.ContentTooLarge());
				forget();
			}
			else if (!hasRoomFor(this.size + length)) {
				end(new Refusal.MemoryExhausted());
				forget();
			}
			else {
				append(piece, length);
			}
			DataBufferUtils.release(piece);
		}

		private boolean hasRoomFor(int bytes) {
			if (bytes > this.room) {
				int more = (bytes - this.room + PIECE - 1) / PIECE * PIECE;
				if (!this.memory.grow(more)) {
					return false;
				}
				this.room += more;
			}
			return true;
		}

		private void append(DataBuffer piece, int length) {
			int left = length;
			while (left > 0) {
				if (this.filled == this.last.length) {
					if (this.filled > 0) {
						this.full.add(this.last);
					}
					// Most bodies come in one piece.
					this.last = new byte[(this.size == 0) ? left
							: Math.max(left, Math.min(PIECE, Math.min(this.room, this.limit) - this.size))];
					this.filled = 0;
				}
				int part = Math.min(left, this.last.length - this.filled);
				piece.read(this.last, this.filled, part);
				this.filled += part;
				this.size += part;
				left -= part;
			}
		}

		@Override
		public void onError(Throwable fault) {
			forget();
			tell((fault instanceof MalformedBodyException) ? new TurnedAway(new Refusal.NotHttp(400)) : new Broken());
		}

		@Override
		public void onComplete() {
			byte[] whole = whole();
			forget();
			tell(new Whole(whole));
		}

		private byte[] whole() {
			if (this.full.isEmpty() && this.filled == this.last.length) {
				return this.last;
			}
			byte[] bytes = new byte[this.size];
			int end = 0;
			for (byte[] each : this.full) {
				System.arraycopy(each, 0, bytes, end, each.length);
				end += each.length;
			}
			System.arraycopy(this.last, 0, bytes, end, this.filled);
			return bytes;
		}

		private void forget() {
			this.full.clear();
			this.last = NOTHING;
			this.filled = 0;
		}

	}

}
