package dev.naru.gateway.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file that nobody should read whole, or open at all.
 */
public enum OddFile {

	/** Waits for a writer. */
	PIPE {
		@Override
		public void create(Path file) throws IOException {
			Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
			if (mkfifo.onExit().join().exitValue() != 0) {
				throw new IOException("no pipe at " + file);
			}
		}
	},
	/** Never ends. */
	ENDLESS {
		@Override
		public void create(Path file) throws IOException {
			Files.createSymbolicLink(file, Path.of("/dev/zero"));
		}
	},
	/** Has no content. */
	DIRECTORY {
		@Override
		public void create(Path file) throws IOException {
			Files.createDirectory(file);
		}
	},
	/** A comment of 60 MB. */
	LARGE {
		@Override
		public void create(Path file) throws IOException {
			byte[] line = new byte[1 << 20];
			Arrays.fill(line, (byte) 'x');
			line[0] = '#';
			line[line.length - 1] = '\n';
			Path whole = file.resolveSibling(file.getFileName() + ".new");
			try (OutputStream out = Files.newOutputStream(whole)) {
				for (int i = 0; i < 60; i++) {
					out.write(line);
				}
			}
			Files.move(whole, file);
		}
	},
	/** Aliases of aliases: 9 to the power of 9 values, if they are written out. */
	LAUGHS {
		@Override
		public void create(Path file) throws IOException {
			Files.writeString(file, "l0: &l0 lol\n" + IntStream.rangeClosed(1, 9)
				.mapToObj((level) -> "l" + level + ": &l" + level + " [" + ("*l" + (level - 1) + ",").repeat(9) + "]\n")
				.collect(Collectors.joining()), StandardCharsets.UTF_8);
		}
	};

	/**
	 * Puts it there.
	 */
	public abstract void create(Path file) throws IOException;

}
