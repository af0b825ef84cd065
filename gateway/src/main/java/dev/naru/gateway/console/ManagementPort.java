package dev.naru.gateway.console;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Holds in the management port's context, the child of the gateway's. The scan for
 * components, which finds the console for the gateway's own context too, must not put it
 * there.
 */
final class ManagementPort implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		return beans != null && beans.getParentBeanFactory() != null;
	}

}
