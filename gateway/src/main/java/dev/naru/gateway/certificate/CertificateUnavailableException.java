package dev.naru.gateway.certificate;

import org.jspecify.annotations.Nullable;

/**
 * A certificate cannot be had now, which is no fault of the sender's.
 */
public final class CertificateUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param cause why the fetch failed, or null if none was made
	 */
	CertificateUnavailableException(String message, @Nullable Throwable cause) {
		// Strangers make many of them, and nobody reads where.
		super(message, cause, false, false);
	}

}
