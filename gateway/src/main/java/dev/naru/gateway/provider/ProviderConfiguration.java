package dev.naru.gateway.provider;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.naru.gateway.source.Sources;
import dev.naru.gateway.source.TopicNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Loads the profiles and brings them together with the sources.
 */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

	@Bean
	Profiles profiles(TopicNames topics) throws IOException {
		Map<String, Supplier<Profile>> builtIn = new HashMap<>();
		for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:providers/*.yaml")) {
			String file = String.valueOf(resource.getFilename());
			String name = file.substring(0, file.length() - ".yaml".length());
			builtIn.put(name, () -> ProfileLoader.load("built-in profile " + file, name, resource::getInputStream));
		}
		return new Profiles(builtIn, topics);
	}

	@Bean
	OwnProfiles ownProfiles(ProvidersProperties properties) {
		return OwnProfiles.read(properties.locations());
	}

	@Bean
	Endpoints endpoints(Profiles profiles, Sources sources, OwnProfiles own) {
		return profiles.endpoints(sources, own);
	}

}
