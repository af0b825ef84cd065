package dev.naru.gateway.testkit;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The watch for blocking calls bites.
 */
class NonBlockingTest {

	@Test
	void whateverBlocksAThreadThatMustNotBeBlockedFails() {
		Mono<Boolean> blocking = Mono.fromCallable(() -> {
			new CountDownLatch(1).await();
			return true;
		}).subscribeOn(Schedulers.parallel());

		assertThatThrownBy(blocking::block).hasCauseInstanceOf(BlockingOperationError.class);
	}

}
