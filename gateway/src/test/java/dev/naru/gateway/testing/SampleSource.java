package dev.naru.gateway.testing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.source.AddressBlock;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * A source named {@code shop} of the provider {@code acme}. Each method gives a changed
 * copy.
 */
public record SampleSource(List<String> secrets, @Nullable String variant, Map<String, String> config,
		@Nullable URI publicUrl, List<String> allowed, @Nullable Duration tolerance) {

	public static SampleSource withSecrets(String... secrets) {
		return new SampleSource(List.of(secrets), null, Map.of(), null, List.of(), null);
	}

	public SampleSource pinning(String name) {
		return new SampleSource(this.secrets, name, this.config, this.publicUrl, this.allowed, this.tolerance);
	}

	public SampleSource configured(String key, String value) {
		return new SampleSource(this.secrets, this.variant, Map.of(key, value), this.publicUrl, this.allowed,
				this.tolerance);
	}

	public SampleSource at(String url) {
		return new SampleSource(this.secrets, this.variant, this.config, URI.create(url), this.allowed, this.tolerance);
	}

	public SampleSource allowing(String... blocks) {
		return new SampleSource(this.secrets, this.variant, this.config, this.publicUrl, List.of(blocks),
				this.tolerance);
	}

	public SampleSource tolerating(Duration drift) {
		return new SampleSource(this.secrets, this.variant, this.config, this.publicUrl, this.allowed, drift);
	}

	public Source source() {
		return new Source(new SourceId("shop"), "acme", this.secrets.stream().map(Secret::new).toList(), this.variant,
				this.config, this.publicUrl, null, this.allowed.stream().map(AddressBlock::parse).toList(),
				this.tolerance, null);
	}

}
