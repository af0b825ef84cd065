package dev.naru.gateway.certificate;

import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;

/**
 * Fetches certificates.
 */
@FunctionalInterface
interface Fetcher extends AutoCloseable {

	/**
	 * Fetches a certificate and takes the key out of it.
	 * @return the key, or a fault, within a bounded time; to cancel it ends the fetch
	 */
	CompletableFuture<ProviderKey> fetch(CertificateName name);

	@Override
	default void close() {
	}

}
