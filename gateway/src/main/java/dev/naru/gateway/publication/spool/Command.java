package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.PublicationException;

/**
 * What the spool's thread is asked to do, and where it answers.
 */
sealed interface Command {

	/**
	 * Where it answers.
	 */
	CompletableFuture<?> answer();

	/**
	 * Answers that it could not be done.
	 */
	default void fail(String reason) {
		answer().completeExceptionally(new UncheckedIOException(new IOException(reason)));
	}

	/**
	 * What takes nothing out and puts nothing in.
	 */
	sealed interface Look extends Command {

	}

	/**
	 * What changes the file.
	 */
	sealed interface Change extends Command {

		/**
		 * How much memory it holds while it waits.
		 */
		default long bytes() {
			return 0;
		}

	}

	/**
	 * @param headers the envelope's headers, encoded
	 */
	record Append(Envelope envelope, byte[] headers, CompletableFuture<Long> answer) implements Change {

		@Override
		public long bytes() {
			return this.envelope.size() + (long) this.headers.length;
		}

		@Override
		public void fail(String reason) {
			this.answer.completeExceptionally(new PublicationException.NotAcknowledged(reason));
		}

	}

	record Delete(List<Long> positions, CompletableFuture<Void> answer) implements Change {
	}

	record Reject(long position, String reason, CompletableFuture<Void> answer) implements Change {
	}

	record Read(String topic, long after, int mostRecords, long mostBytes,
			CompletableFuture<List<Kept>> answer) implements Look {
	}

	record Visit(Consumer<Waiting> visitor, CompletableFuture<Void> answer) implements Look {
	}

}
