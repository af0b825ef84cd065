package dev.naru.gateway.provider;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.webhook.SourceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A start takes no longer for the providers that nobody uses.
 */
class ProfilesTest {

	private final AtomicInteger loads = new AtomicInteger();

	private final Profiles profiles = new Profiles(Map.of("stripe", () -> {
		this.loads.incrementAndGet();
		return TestProfiles.builtIn("stripe");
	}, "unused", () -> {
		throw new AssertionError("nobody needs it");
	}), TopicNames.STANDARD);

	@Test
	void aProfileIsLoadedOnceAndOnlyIfASourceNeedsIt() {
		this.profiles.endpoints(new Sources(List.of(source("a", "stripe"), source("b", "stripe"))),
				OwnProfiles.read(List.of()));
		Endpoints endpoints = this.profiles.endpoints(new Sources(List.of(source("a", "stripe"))),
				OwnProfiles.read(List.of()));

		assertThat(endpoints.all()).hasSize(1);
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void anUnknownOneIsToldWithAllThatThereAre() {
		ConfigurationException unknown = catchThrowableOfType(ConfigurationException.class, () -> this.profiles
			.endpoints(new Sources(List.of(source("a", "strype"))), OwnProfiles.read(List.of())));

		assertThat(unknown.cure()).startsWith("use one of stripe, unused");
	}

	private static Source source(String name, String provider) {
		return new Source(new SourceId(name), provider, List.of(new Secret("secret")), null, Map.of(), null, null,
				List.of(), null, null);
	}

}
