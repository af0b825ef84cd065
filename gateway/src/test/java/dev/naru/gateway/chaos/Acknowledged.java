package dev.naru.gateway.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Count of the events that have been acknowledged so far, read from journals that others
 * still write.
 */
final class Acknowledged {

	private final List<Path> journals;

	private final long[] read;

	private final Set<String> events = new HashSet<>();

	Acknowledged(List<Path> journals) {
		this.journals = journals;
		this.read = new long[journals.size()];
	}

	/**
	 * Reads on where it has ended the last time.
	 */
	int count() throws IOException {
		for (int i = 0; i < this.read.length; i++) {
			if (Files.exists(this.journals.get(i))) {
				this.read[i] = read(this.journals.get(i), this.read[i]);
			}
		}
		return this.events.size();
	}

	private long read(Path journal, long from) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "r")) {
			byte[] more = new byte[(int) (file.length() - from)];
			file.seek(from);
			file.readFully(more);
			String text = new String(more, StandardCharsets.ISO_8859_1);
			int end = text.lastIndexOf('\n') + 1;
			text.substring(0, end)
				.lines()
				.map(Answer::parse)
				.filter(Answer::isAcknowledgement)
				.map(Answer::key)
				.forEach(this.events::add);
			return from + end;
		}
	}

}
