package dev.naru.gateway.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Write-ahead log of a sender: every message before it is sent for the first time, every
 * answer before the next request. A line is with the operating system once it is written,
 * so that it outlives a kill of the process.
 */
final class Journal implements AutoCloseable {

	private final FileChannel channel;

	/**
	 * Goes on where an earlier life of the sender ended. What that had not written to its
	 * end is cut off.
	 */
	Journal(Path file) throws IOException {
		cutTornLine(file);
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static void cutTornLine(Path file) throws IOException {
		try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
			long end = lines.length();
			while (end > 0) {
				lines.seek(end - 1);
				if (lines.read() == '\n') {
					break;
				}
				end--;
			}
			lines.setLength(end);
		}
	}

	/**
	 * Writes down that a message is about to be sent.
	 */
	void intend(Message message, int gateway) {
		long now = Chronicle.now();
		write(Answer.to(message, now, now, Wire.PENDING, gateway));
	}

	/**
	 * Sends a message over a wire and writes down what came back.
	 */
	Answer send(Message message, Wire wire) {
		byte[] request = message.request();
		long sentAt = Chronicle.now();
		int status = wire.exchange(request);
		Answer answer = Answer.to(message, sentAt, Chronicle.now(), status, wire.gateway());
		write(answer);
		return answer;
	}

	private synchronized void write(Answer answer) {
		try {
			ByteBuffer line = ByteBuffer.wrap((answer.line() + "\n").getBytes(StandardCharsets.UTF_8));
			while (line.hasRemaining()) {
				this.channel.write(line);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.channel.close();
	}

}
