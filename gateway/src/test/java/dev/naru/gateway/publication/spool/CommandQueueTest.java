package dev.naru.gateway.publication.spool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class CommandQueueTest {

	private static final Duration TIME = Duration.ofSeconds(20);

	@Test
	void leavesNoneWithoutAnAnswer() throws Exception {
		// Given a thread that brings commands as fast as it can, as often as there is
		// time
		long until = System.nanoTime() + TIME.toNanos();
		try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
			for (int round = 0; round < 20_000 && System.nanoTime() - until < 0; round++) {
				CommandQueue queue = new CommandQueue();
				AtomicBoolean begun = new AtomicBoolean();
				Future<List<CompletableFuture<Void>>> brought = thread.submit(() -> bring(queue, begun));

				// When the queue is closed in the middle of it
				while (!begun.get()) {
					Thread.onSpinWait();
				}
				queue.close();

				// Then each has an answer, be it from the thread that still brings some
				assertThat(brought.get().stream().allMatch(CompletableFuture::isDone)).isTrue();
			}
		}
	}

	private static List<CompletableFuture<Void>> bring(CommandQueue queue, AtomicBoolean begun) {
		List<CompletableFuture<Void>> answers = new ArrayList<>();
		do {
			CompletableFuture<Void> answer = new CompletableFuture<>();
			queue.put(new Command.Delete(List.of(), answer));
			answers.add(answer);
			begun.set(true);
		}
		while (answers.size() < 200 && !queue.isClosing());
		return answers;
	}

}
