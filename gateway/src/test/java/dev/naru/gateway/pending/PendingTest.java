package dev.naru.gateway.pending;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is under way becomes known once, and is told to all who wait.
 */
class PendingTest {

	private final Pending<String> pending = new Pending<>();

	private final List<String> heard = new ArrayList<>();

	@Test
	void allAreToldInTheOrderInWhichTheyCame() {
		for (int i = 1; i <= 5; i++) {
			int listener = i;
			this.pending.whenKnown((value, fault) -> this.heard.add(listener + " " + value + " " + fault));
		}
		assertThat(this.pending.isKnown()).isFalse();

		assertThat(this.pending.settle("a")).isTrue();

		this.pending.whenKnown((value, fault) -> this.heard.add("late " + value + " " + fault));
		assertThat(this.pending.isKnown()).isTrue();
		assertThat(this.heard).containsExactly("1 a null", "2 a null", "3 a null", "4 a null", "5 a null",
				"late a null");
	}

	@Test
	void onlyTheFirstToKnowIsBelieved() {
		IllegalStateException fault = new IllegalStateException("too late");
		assertThat(this.pending.settle("a")).isTrue();

		assertThat(this.pending.settle("b")).isFalse();
		assertThat(this.pending.fail(fault)).isFalse();

		StepVerifier.create(this.pending).expectNext("a").verifyComplete();
	}

	@Test
	void aListenerWithAFaultKeepsNobodyElseFromHearing() {
		this.pending.whenKnown((value, fault) -> {
			throw new IllegalStateException("broken on purpose");
		});
		this.pending.whenKnown((value, fault) -> {
			throw new LinkageError("broken on purpose");
		});
		this.pending.whenKnown((value, fault) -> this.heard.add(String.valueOf(value)));

		this.pending.settle("a");

		assertThat(this.heard).containsExactly("a");
	}

	@Test
	void aSubscriberHearsWhenItHasAsked() {
		StepVerifier.create(this.pending, 0)
			.then(() -> this.pending.settle("a"))
			.thenRequest(1)
			.expectNext("a")
			.verifyComplete();
		StepVerifier.create(this.pending, 0).thenRequest(1).expectNext("a").verifyComplete();
	}

	@Test
	void whoGoesAwayHearsNothingAndTheOthersDo() {
		this.pending.subscribe(this.heard::add).dispose();
		this.pending.subscribe((value) -> this.heard.add("other " + value));

		this.pending.settle("a");

		assertThat(this.heard).containsExactly("other a");
	}

	@Test
	void anErrorForWhichNobodyWaitsIsNoNews() {
		Hooks.onErrorDropped((fault) -> this.heard.add("dropped"));
		try {
			this.pending.subscribe().dispose();
			this.pending.fail(new IllegalStateException("away"));
			new Pending<String>().fail(new IllegalStateException("away"));
		}
		finally {
			Hooks.resetOnErrorDropped();
		}
		assertThat(this.heard).isEmpty();
		StepVerifier.create(this.pending).verifyErrorMessage("away");
	}

	@Test
	void anotherSourceIsAskedAtOnceAndOnce() {
		AtomicInteger asked = new AtomicInteger();
		Pending<Integer> answer = Pending.of(() -> Mono.fromCallable(asked::incrementAndGet));

		assertThat(asked).hasValue(1);
		StepVerifier.create(answer).expectNext(1).verifyComplete();
		StepVerifier.create(answer).expectNext(1).verifyComplete();
	}

	@Test
	void aSourceWithoutAnAnswerHasFailed() {
		StepVerifier.create(Pending.of(Mono::<String>empty)).verifyError(NoSuchElementException.class);
		StepVerifier.create(Pending.of(() -> Mono.<String>error(new IllegalStateException("no"))))
			.verifyErrorMessage("no");
		StepVerifier.create(Pending.<String>of(() -> {
			throw new IllegalStateException("not even asked");
		})).verifyErrorMessage("not even asked");
	}

	@Test
	void ofManyWhoKnowAtOnceOneIsBelievedAndAllWhoWaitHearIt() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			for (int round = 0; round < 20_000; round++) {
				Pending<Integer> raced = new Pending<>();
				AtomicInteger told = new AtomicInteger();
				AtomicInteger value = new AtomicInteger();
				CountDownLatch start = new CountDownLatch(1);
				List<Future<Boolean>> settlers = new ArrayList<>();
				for (int i = 1; i <= 2; i++) {
					int number = i;
					settlers.add(threads.submit(() -> {
						start.await();
						return raced.settle(number);
					}));
				}
				Future<?> waiter = threads.submit(() -> {
					start.await();
					raced.whenKnown((known, fault) -> told.incrementAndGet());
					return null;
				});
				raced.subscribe(value::addAndGet);
				start.countDown();
				waiter.get();
				boolean first = settlers.get(0).get();
				assertThat(settlers.get(1).get()).isNotEqualTo(first);
				assertThat(told).hasValue(1);
				assertThat(value).hasValue(first ? 1 : 2);
			}
		}
	}

}
