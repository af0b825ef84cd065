package dev.naru.gateway.testkit;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Profiles of senders that are no providers.
 */
public final class SenderProfiles {

	private SenderProfiles() {
	}

	/**
	 * Where they are: {@code open}, which proves nothing, and {@code pinger}.
	 */
	public static Path folder() {
		try {
			return Path.of(Objects.requireNonNull(SenderProfiles.class.getResource("/senders")).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
