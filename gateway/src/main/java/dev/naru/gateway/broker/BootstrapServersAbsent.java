package dev.naru.gateway.broker;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Holds where the operator has named no Kafka. A property condition would not see a list
 * that is written element by element.
 */
final class BootstrapServersAbsent implements Condition {

	static final String KEY = "spring.kafka.bootstrap-servers";

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Binder.get(context.getEnvironment())
			.bind(KEY, Bindable.listOf(String.class))
			.orElse(List.of())
			.isEmpty();
	}

}
