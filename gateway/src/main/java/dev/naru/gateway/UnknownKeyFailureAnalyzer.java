package dev.naru.gateway;

import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names keys that mean nothing. Their values stay out of it: a secret under a misspelt
 * key is still a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		String keys = cause.getUnboundProperties()
			.stream()
			.map((property) -> "    " + property.getName() + " (" + property.getOrigin() + ")")
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis("The configuration has keys that the gateway does not know:\n\n" + keys,
				"Correct or remove them; the README lists every key under 'naru'.", cause);
	}

}
