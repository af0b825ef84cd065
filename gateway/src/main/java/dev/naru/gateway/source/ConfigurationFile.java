package dev.naru.gateway.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration file that may appear or change at any time: it is opened only if it is
 * a regular file, for a pipe would be waited on for ever, and read up to a limit.
 *
 * @param path where it is; links are followed
 * @param limit the most bytes that it may have
 */
public record ConfigurationFile(Path path, int limit) {

	/**
	 * Reads the whole file.
	 * @param place the configuration key or the file, for the error
	 * @param name what the error calls it, such as {@code the file}
	 * @param cure what helps if it cannot be read
	 * @throws ConfigurationException if it is not a regular file, is too large, or cannot
	 * be read
	 */
	public byte[] bytes(String place, String name, String cure) {
		try {
			if (Files.exists(this.path) && !Files.isRegularFile(this.path)) {
				throw new ConfigurationException(place, name + " is not a regular file",
						"put a regular file there: a directory, a pipe or a device is never opened");
			}
			if (Files.size(this.path) > this.limit) {
				throw tooLarge(this.limit, place, name);
			}
			try (InputStream stream = Files.newInputStream(this.path)) {
				return bytes(stream, this.limit, place, name);
			}
		}
		catch (IOException ex) {
			throw new ConfigurationException(place, name + " cannot be read", cure);
		}
	}

	/**
	 * Reads the whole file as UTF-8.
	 * @throws ConfigurationException as {@link #bytes} does, or if it is not UTF-8
	 */
	public String text(String place, String name, String cure) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(place, name, cure))).toString();
		}
		catch (CharacterCodingException ex) {
			throw new ConfigurationException(place, name + " is not in UTF-8", "write it as text in UTF-8");
		}
	}

	/**
	 * Reads a stream up to a limit.
	 * @param limit the most bytes that it may have
	 * @param place the configuration key or the file, for the error
	 * @param name what the error calls it
	 * @throws ConfigurationException if it has more
	 * @throws IOException if it cannot be read
	 */
	public static byte[] bytes(InputStream stream, int limit, String place, String name) throws IOException {
		byte[] bytes = stream.readNBytes(limit + 1);
		if (bytes.length > limit) {
			throw tooLarge(limit, place, name);
		}
		return bytes;
	}

	private static ConfigurationException tooLarge(int limit, String place, String name) {
		return new ConfigurationException(place, name + " is larger than " + size(limit),
				"write at most " + size(limit) + " there; see whether it is the right file");
	}

	private static String size(int bytes) {
		return (bytes >= 1 << 20) ? (bytes >> 20) + " MB" : (bytes >> 10) + " kB";
	}

}
