package dev.naru.gateway.logging;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logger for lines that something outside can cause as often as it likes: of each message
 * about each thing that is configured, such as a source, one line in ten seconds is
 * written, and its key {@code count} says how many it stands for. The last of a storm are
 * told within ten seconds.
 */
public final class LimitedLogger {

	/** How many lines a line stands for. */
	static final String COUNT = "count";

	private final Logger logger;

	private final RateLimit limit;

	LimitedLogger(Logger logger, RateLimit limit) {
		this.logger = logger;
		this.limit = limit;
	}

	/**
	 * The limited logger of a class.
	 */
	public static LimitedLogger of(Class<?> type) {
		return new LimitedLogger(LoggerFactory.getLogger(type), RateLimit.SHARED);
	}

	/**
	 * Writes a piece of news, or counts it.
	 * @param message a constant
	 */
	public void info(String message) {
		write(Level.INFO, message, "", null, (line) -> line);
	}

	/**
	 * Writes a warning that has nothing to add, or counts it.
	 * @param message a constant
	 */
	public void warn(String message) {
		warn(message, "", (line) -> line);
	}

	/**
	 * Writes a warning, or counts it.
	 * @param message a constant; with what it is about it is what lines are counted by
	 * @param about what is configured or one of a few: a source, a topic, a reason; never
	 * what a sender wrote
	 * @param details adds keys and arguments; called now or not at all
	 */
	public void warn(String message, String about, UnaryOperator<LoggingEventBuilder> details) {
		write(Level.WARN, message, about, null, details);
	}

	/**
	 * Writes an error, or counts it. Those of different faults are counted apart.
	 * @param message a constant; with what it is about it is what lines are counted by
	 * @param about what is configured or one of a few, empty for none; never what a
	 * sender wrote
	 * @param fault why, or null
	 * @param details adds keys and arguments; called now or not at all
	 */
	public void error(String message, String about, @Nullable Throwable fault,
			UnaryOperator<LoggingEventBuilder> details) {
		write(Level.ERROR, message, about, fault, details);
	}

	/**
	 * Writes an error that is about nothing in particular, or counts it.
	 * @param message a constant
	 * @param fault why
	 */
	public void error(String message, Throwable fault) {
		error(message, "", fault, (line) -> line);
	}

	private void write(Level level, String message, String about, @Nullable Throwable fault,
			UnaryOperator<LoggingEventBuilder> details) {
		if (!this.logger.isEnabledForLevel(level)) {
			return;
		}
		String kind = (fault != null) ? message + ' ' + fault.getClass().getName() : message;
		this.limit.offer(new RateLimit.Kind(this.logger.getName(), kind, about), () -> {
			LoggingEventBuilder line = details.apply(this.logger.makeLoggingEventBuilder(level).setCause(fault));
			return (count) -> line.addKeyValue(COUNT, count).log(message);
		});
	}

}
