package dev.naru.gateway.logging;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Turbo filter that puts the loggers of the libraries at the open ports under the same
 * limit: whoever sends what is not HTTP rings them. Their messages begin with the
 * connection, so that all of a logger count as one kind.
 */
final class ForeignLines extends TurboFilter {

	private static final List<String> LOGGERS = List.of("reactor.netty.", "io.netty.", "reactor.core.",
			"org.springframework.http.", "org.springframework.web.", "org.springframework.boot.webflux.",
			"org.springframework.boot.actuate.");

	/** They quote what was sent, up to 12 kB of it. */
	private static final int LONGEST = 1000;

	private final RateLimit limit;

	ForeignLines(RateLimit limit) {
		this.limit = limit;
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable fault) {
		// Without a message it is only asked whether there could be one.
		if (format == null || !level.isGreaterOrEqual(Level.INFO) || !level.isGreaterOrEqual(logger.getEffectiveLevel())
				|| LOGGERS.stream().noneMatch(logger.getName()::startsWith)) {
			return FilterReply.NEUTRAL;
		}
		this.limit.offer(new RateLimit.Kind(logger.getName(), level.toString(), ""),
				() -> line(logger, level, format, arguments, fault));
		return FilterReply.DENY;
	}

	/**
	 * Lets through what counts already: the lines of the limit itself.
	 */
	@Override
	public FilterReply decide(Logger logger, LoggingEvent event) {
		return FilterReply.NEUTRAL;
	}

	/**
	 * The text is made now: what it is made of may not be there later.
	 */
	private static RateLimit.Line line(Logger logger, Level level, String format, Object @Nullable [] arguments,
			@Nullable Throwable fault) {
		FormattingTuple text = MessageFormatter.arrayFormat(format, arguments);
		String message = String.valueOf(text.getMessage());
		LoggingEventBuilder line = logger.makeLoggingEventBuilder(org.slf4j.event.Level.valueOf(level.toString()))
			.setCause((fault != null) ? fault : text.getThrowable())
			.addArgument((message.length() > LONGEST) ? message.substring(0, LONGEST) + "…" : message);
		return (count) -> line.addKeyValue(LimitedLogger.COUNT, count).log("{}");
	}

}
