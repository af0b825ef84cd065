package dev.naru.gateway.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Every answer, written down before the next request is sent.
 */
final class Journal implements AutoCloseable {

	private final BufferedWriter writer;

	private final long origin = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - System.nanoTime() / 1000;

	Journal(Path file) throws IOException {
		this.writer = Files.newBufferedWriter(file);
	}

	/**
	 * Sends a message over a wire and writes down what came back.
	 */
	Answer send(Message message, Wire wire) {
		byte[] request = message.request();
		long sentAt = this.origin + System.nanoTime() / 1000;
		int status = wire.exchange(request);
		Answer answer = Answer.to(message, sentAt, this.origin + System.nanoTime() / 1000, status);
		write(answer);
		return answer;
	}

	private synchronized void write(Answer answer) {
		try {
			this.writer.write(answer.line());
			this.writer.write('\n');
			this.writer.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.writer.close();
	}

}
