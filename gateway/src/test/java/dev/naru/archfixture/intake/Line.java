package dev.naru.archfixture.intake;

import dev.naru.archfixture.webhook.Climbs;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Spring has no place in the line, and with {@link Climbs} it is a cycle.
 */
public final class Line {

	@Nullable Climbs climbs;

	@Nullable Environment environment;

}
