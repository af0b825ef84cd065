package dev.naru.gateway.publication.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class CommandQueueTest {

	@Test
	void leavesNoneWithoutAnAnswer() throws Exception {
		// Given threads that bring commands as fast as they can
		try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
			for (int round = 0; round < 5000; round++) {
				CommandQueue queue = new CommandQueue();
				CountDownLatch begun = new CountDownLatch(3);
				List<Future<List<CompletableFuture<Void>>>> all = new ArrayList<>();
				for (int i = 0; i < 3; i++) {
					all.add(threads.submit(() -> bring(queue, begun)));
				}

				// When the queue is closed in the middle of it
				begun.await();
				queue.close();

				// Then each has an answer, be it from a thread that still brings some
				List<CompletableFuture<Void>> answers = new ArrayList<>();
				for (Future<List<CompletableFuture<Void>>> one : all) {
					answers.addAll(one.get());
				}
				assertThat(answers).hasSizeGreaterThanOrEqualTo(3);
				assertThat(answers.stream().allMatch(CompletableFuture::isDone)).isTrue();
			}
		}
	}

	private static List<CompletableFuture<Void>> bring(CommandQueue queue, CountDownLatch begun) {
		List<CompletableFuture<Void>> answers = new ArrayList<>();
		do {
			CompletableFuture<Void> answer = new CompletableFuture<>();
			queue.put(new Command.Delete(List.of(), answer));
			answers.add(answer);
			begun.countDown();
		}
		while (answers.size() < 200 && !queue.isClosing());
		return answers;
	}

}
