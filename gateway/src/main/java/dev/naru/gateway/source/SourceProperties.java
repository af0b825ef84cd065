package dev.naru.gateway.source;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One source as configured, {@code naru.sources.<name>}.
 *
 * @param provider name of the provider's profile
 * @param secrets active secrets, each a text or an object of value or file, and
 * not-after; any may match
 * @param secretFiles files that hold one secret each
 * @param variant pins one verification variant of the profile
 * @param config values that the profile asks for
 * @param publicUrl the URL that the provider was given, for schemes that sign it
 * @param topic where events go, whole, without the prefix; as
 * naru.publication.topics.name says if not set
 * @param allowedAddresses addresses and CIDR blocks that may send; all if empty
 * @param tolerance how far a signed timestamp may lie off the clock; the profile's if not
 * set
 * @param maxBodySize the largest body taken; naru.ingress.max-body-size if not set
 */
public record SourceProperties(@Nullable String provider, @DefaultValue List<SecretProperties> secrets,
		@DefaultValue List<String> secretFiles, @Nullable String variant, @DefaultValue Map<String, String> config,
		@Nullable URI publicUrl, @Nullable String topic, @DefaultValue List<String> allowedAddresses,
		@Nullable Duration tolerance, @Nullable DataSize maxBodySize) {

	/**
	 * Names the source without its secrets.
	 */
	@Override
	public String toString() {
		return "SourceProperties[provider=" + this.provider + "]";
	}

}
