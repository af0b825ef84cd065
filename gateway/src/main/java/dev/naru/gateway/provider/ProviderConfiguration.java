package dev.naru.gateway.provider;

import java.io.IOException;

import dev.naru.gateway.source.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Loads the profiles and brings them together with the sources.
 */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ProviderConfiguration.class);

	@Bean
	Endpoints endpoints(Sources sources, ProvidersProperties properties) throws IOException {
		Profiles profiles = new Profiles();
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:providers/*.yaml")) {
			profiles.add(String.valueOf(resource.getFilename()), resource::getInputStream);
		}
		profiles.addAll(properties.locations());
		Endpoints endpoints = Endpoints.of(sources.all(), profiles.all());
		endpoints.all()
			.stream()
			.filter((endpoint) -> !endpoint.provesSender() && endpoint.source().allowedAddresses().isEmpty())
			.forEach((endpoint) -> logger.warn(
					"Anyone can send to this source: nothing proves the sender. Set {} to the "
							+ "provider's addresses, and confirm its events with the provider before use. source={}",
					endpoint.source().key("allowed-addresses"), endpoint.source().id()));
		return endpoints;
	}

}
