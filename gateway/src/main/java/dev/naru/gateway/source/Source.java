package dev.naru.gateway.source;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that the operator has configured.
 *
 * @param id its name
 * @param provider name of the provider's profile
 * @param secrets active secrets, any of which may match
 * @param variant the verification variant that the operator pinned, or null
 * @param config values that the profile asks for
 * @param publicUrl the URL that the provider was given, or null
 * @param topic where the operator wants its events, or null where the names of topics are
 * made by pattern
 * @param allowedAddresses who may send; everyone if empty
 * @param tolerance how far a signed timestamp may lie off the clock, or null for the
 * profile's
 * @param maxBodySize the largest body taken, in bytes, or null for the gateway's
 */
public record Source(SourceId id, String provider, List<Secret> secrets, @Nullable String variant,
		Map<String, String> config, @Nullable URI publicUrl, @Nullable String topic,
		List<AddressBlock> allowedAddresses, @Nullable Duration tolerance, @Nullable Long maxBodySize) {

	/**
	 * Whether a request from there is let in.
	 * @param client the sender, or null if it cannot be told: then only a source without
	 * a list lets it in
	 */
	public boolean admits(@Nullable InetAddress client) {
		return this.allowedAddresses.isEmpty()
				|| (client != null && AddressBlock.anyContains(this.allowedAddresses, client));
	}

	/**
	 * The configuration key of one of this source's settings.
	 */
	public String key(String setting) {
		return "naru.sources." + this.id + "." + setting;
	}

}
