package dev.naru.gateway.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.naru.gateway.webhook.Ledger;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Keeps the books in Micrometer.
 */
final class MicrometerLedger implements Ledger {

	private final Map<Owner, MicrometerAccount> accounts = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	MicrometerLedger(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Account account(String source, String provider) {
		Owner owner = new Owner(source, provider);
		MicrometerAccount account = this.accounts.get(owner);
		return (account != null) ? account : this.accounts.computeIfAbsent(owner,
				(absent) -> new MicrometerAccount(this.registry, source, provider));
	}

	@Override
	public void retire(String source, String provider) {
		MicrometerAccount account = this.accounts.remove(new Owner(source, provider));
		if (account != null) {
			account.retire();
		}
	}

	private record Owner(String source, String provider) {
	}

}
