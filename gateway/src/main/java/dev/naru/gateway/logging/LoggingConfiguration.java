package dev.naru.gateway.logging;

import java.util.Iterator;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts limit and escapes into the logging that Spring Boot has set up, by whatever
 * settings, and has the lines written that were kept back.
 */
@Configuration(proxyBeanMethods = false)
class LoggingConfiguration {

	@Bean
	KeptLines keptLines() {
		return new KeptLines(RateLimit.SHARED);
	}

	private static void install(LoggerContext context) {
		DroppedErrors.hook();
		if (context.getTurboFilterList().stream().noneMatch(ForeignLines.class::isInstance)) {
			ForeignLines limit = new ForeignLines(RateLimit.SHARED);
			limit.setContext(context);
			limit.start();
			context.addTurboFilter(limit);
		}
		context.getLoggerList().forEach(LoggingConfiguration::escape);
	}

	private static void escape(AppenderAttachable<ILoggingEvent> holder) {
		Iterator<Appender<ILoggingEvent>> appenders = holder.iteratorForAppenders();
		while (appenders.hasNext()) {
			Appender<ILoggingEvent> appender = appenders.next();
			if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
				escape(stream);
			}
			if (appender instanceof AppenderAttachable<?>) {
				@SuppressWarnings("unchecked")
				AppenderAttachable<ILoggingEvent> further = (AppenderAttachable<ILoggingEvent>) appender;
				escape(further);
			}
		}
	}

	private static void escape(OutputStreamAppender<ILoggingEvent> appender) {
		Encoder<ILoggingEvent> encoder = appender.getEncoder();
		if (encoder != null && !(encoder instanceof EscapingEncoder)) {
			EscapingEncoder escaping = new EscapingEncoder(encoder);
			escaping.setContext(appender.getContext());
			escaping.start();
			appender.setEncoder(escaping);
		}
	}

	/**
	 * Hears when logging has been set up, and before anything from outside can come.
	 */
	static final class Installation implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
				install(context);
			}
		}

		@Override
		public int getOrder() {
			return LoggingApplicationListener.DEFAULT_ORDER + 1;
		}

	}

	/**
	 * Writes lines that were kept back when they are due, and the last at the end.
	 */
	static final class KeptLines implements SmartLifecycle {

		private final RateLimit limit;

		private final ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-log").factory());

		private volatile boolean running;

		KeptLines(RateLimit limit) {
			this.limit = limit;
		}

		@Override
		public void start() {
			this.running = true;
			Future<?> unused = this.thread.scheduleWithFixedDelay(this.limit::writeDue, 1, 1, TimeUnit.SECONDS);
		}

		@Override
		public void stop() {
			this.running = false;
			this.thread.shutdownNow();
			this.limit.writeAll();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		/**
		 * The last to stop: all others may have something to say.
		 */
		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

	}

}
