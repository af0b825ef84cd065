package dev.naru.gateway.pending;

import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.naru.gateway.logging.LimitedLogger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * What is under way already and will be known once, whoever of several finds out first.
 * Who waits may go away, and what is under way does not notice; an error for which nobody
 * waits any more is no news, and in an outage there are many.
 *
 * @param <T> what it will be
 */
public final class Pending<T> extends Mono<T> {

	private static final LimitedLogger logger = LimitedLogger.of(Pending.class);

	/** Holds nothing, the latest of those who wait, or what is known. */
	private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

	/**
	 * Hears what has become known.
	 *
	 * @param <T> what it is
	 */
	@FunctionalInterface
	public interface Listener<T> {

		/**
		 * @param value what it is, or null if it failed
		 * @param fault why it failed, or null
		 */
		void settled(@Nullable T value, @Nullable Throwable fault);

	}

	/**
	 * What another source will tell, which is asked now.
	 * @param source gives one value or an error, and is not told when nobody waits
	 */
	public static <T> Pending<T> of(Supplier<? extends Mono<T>> source) {
		try {
			Mono<T> mono = source.get();
			if (mono instanceof Pending<T> pending) {
				return pending;
			}
			Pending<T> pending = new Pending<>();
			mono.subscribe(pending::settle, pending::fail,
					() -> pending.fail(new NoSuchElementException("there is no answer")));
			return pending;
		}
		catch (RuntimeException ex) {
			return failed(ex);
		}
	}

	/**
	 * What has failed already.
	 */
	public static <T> Pending<T> failed(Throwable fault) {
		Pending<T> pending = new Pending<>();
		pending.fail(fault);
		return pending;
	}

	/**
	 * Makes it known.
	 * @return whether it was not known yet
	 */
	public boolean settle(T value) {
		return know(new Known<>(value, null));
	}

	/**
	 * Makes known that it has failed.
	 * @return whether it was not known yet
	 */
	public boolean fail(Throwable fault) {
		return know(new Known<>(null, fault));
	}

	/**
	 * Whether it is known.
	 */
	public boolean isKnown() {
		return this.state.get() instanceof Known;
	}

	/**
	 * Has a listener told: now, or on the thread that makes it known. Listeners are told
	 * in the order in which they came, before any that comes later.
	 * @return this
	 */
	public Pending<T> whenKnown(Listener<? super T> listener) {
		Waiting<T> waiting = new Waiting<>(listener);
		while (true) {
			Object now = this.state.get();
			if (now instanceof Known) {
				tell(listener, known(now));
				return this;
			}
			waiting.next = waiting(now);
			if (this.state.compareAndSet(now, waiting)) {
				return this;
			}
		}
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		Waiter<T> waiter = new Waiter<>(actual);
		actual.onSubscribe(waiter);
		whenKnown(waiter);
	}

	/**
	 * Makes known what another has become: a value, or a fault.
	 * @return whether it was not known yet
	 */
	public boolean know(@Nullable T value, @Nullable Throwable fault) {
		return know(new Known<>(value, fault));
	}

	private boolean know(Known<T> known) {
		while (true) {
			Object now = this.state.get();
			if (now instanceof Known) {
				return false;
			}
			if (this.state.compareAndSet(now, known)) {
				for (Waiting<T> each = inOrder(waiting(now)); each != null; each = each.next) {
					tell(each.listener, known);
				}
				return true;
			}
		}
	}

	private static <T> @Nullable Waiting<T> inOrder(@Nullable Waiting<T> latest) {
		Waiting<T> first = null;
		Waiting<T> each = latest;
		while (each != null) {
			Waiting<T> earlier = each.next;
			each.next = first;
			first = each;
			each = earlier;
		}
		return first;
	}

	private static <T> void tell(Listener<? super T> listener, Known<T> known) {
		try {
			listener.settled(known.value(), known.fault());
		}
		catch (RuntimeException | Error ex) {
			// Not on to who made it known: that may be the one thread that answers for
			// Kafka.
			logger.error("Who waited for something under way has a fault", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private Known<T> known(Object now) {
		return (Known<T>) now;
	}

	@SuppressWarnings("unchecked")
	private @Nullable Waiting<T> waiting(@Nullable Object now) {
		return (Waiting<T>) now;
	}

	private record Known<T>(@Nullable T value, @Nullable Throwable fault) {
	}

	private static final class Waiting<T> {

		private final Listener<? super T> listener;

		private @Nullable Waiting<T> next;

		Waiting(Listener<? super T> listener) {
			this.listener = listener;
		}

	}

	/**
	 * A subscriber, who hears a value when it has asked for it.
	 */
	private static final class Waiter<T> extends AtomicInteger implements Subscription, Listener<T> {

		private static final int ASKED = 1;

		private static final int KNOWN = 2;

		private static final int OVER = 4;

		private final transient CoreSubscriber<? super T> actual;

		private transient @Nullable T value;

		Waiter(CoreSubscriber<? super T> actual) {
			this.actual = actual;
		}

		@Override
		public void settled(@Nullable T known, @Nullable Throwable fault) {
			if (fault == null) {
				this.value = known;
				advance(KNOWN);
			}
			else if (getAndSet(OVER) != OVER) {
				this.actual.onError(fault);
			}
		}

		@Override
		public void request(long n) {
			if (Operators.validate(n)) {
				advance(ASKED);
			}
		}

		@Override
		public void cancel() {
			set(OVER);
		}

		private void advance(int step) {
			int before = getAndUpdate((now) -> (now == OVER || (now | step) == (ASKED | KNOWN)) ? OVER : now | step);
			T known = this.value;
			if (before != OVER && (before | step) == (ASKED | KNOWN) && known != null) {
				this.actual.onNext(known);
				this.actual.onComplete();
			}
		}

	}

}
