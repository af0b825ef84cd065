package dev.naru.gateway.logging;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * Logging event whose parts are escaped, whatever pattern puts them into a line: what
 * they hold can neither end the line nor add a key to it.
 *
 * @param event the event as it was logged
 */
record EscapedEvent(ILoggingEvent event) implements ILoggingEvent {

	/** Those whose messages have several lines and tell of the configuration alone. */
	private static final Set<String> SEVERAL_LINES = Set.of("dev.naru.gateway.StartupReport",
			"org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

	/**
	 * Arguments come from anywhere; what they are put into is a constant, as a rule.
	 */
	@Override
	public String getFormattedMessage() {
		if (SEVERAL_LINES.contains(getLoggerName())) {
			return Escape.lines(String.valueOf(this.event.getFormattedMessage()));
		}
		Object[] arguments = this.event.getArgumentArray();
		if (arguments == null || arguments.length == 0) {
			return Escape.line(String.valueOf(this.event.getFormattedMessage()));
		}
		Object[] escaped = Stream.of(arguments).map(EscapedEvent::argument).toArray();
		return Escape.line(String.valueOf(MessageFormatter.basicArrayFormat(this.event.getMessage(), escaped)));
	}

	@Override
	public String getMessage() {
		return getFormattedMessage();
	}

	@Override
	public Object @Nullable [] getArgumentArray() {
		return null;
	}

	@Override
	public @Nullable List<KeyValuePair> getKeyValuePairs() {
		List<KeyValuePair> pairs = this.event.getKeyValuePairs();
		return (pairs == null) ? null
				: pairs.stream()
					.map((pair) -> new KeyValuePair(Escape.quoted(pair.key), Escape.quoted(String.valueOf(pair.value))))
					.toList();
	}

	@Override
	public Map<String, String> getMDCPropertyMap() {
		Map<String, String> escaped = new HashMap<>(this.event.getMDCPropertyMap());
		escaped.replaceAll((key, value) -> Escape.quoted(String.valueOf(value)));
		return escaped;
	}

	@Override
	@Deprecated
	@SuppressWarnings("InlineMeSuggester")
	public Map<String, String> getMdc() {
		return getMDCPropertyMap();
	}

	@Override
	public @Nullable IThrowableProxy getThrowableProxy() {
		return EscapedThrowable.of(this.event.getThrowableProxy());
	}

	@Override
	public String getThreadName() {
		return Escape.line(this.event.getThreadName());
	}

	@Override
	public Level getLevel() {
		return this.event.getLevel();
	}

	@Override
	public String getLoggerName() {
		return this.event.getLoggerName();
	}

	@Override
	public LoggerContextVO getLoggerContextVO() {
		return this.event.getLoggerContextVO();
	}

	@Override
	public StackTraceElement[] getCallerData() {
		return this.event.getCallerData();
	}

	@Override
	public boolean hasCallerData() {
		return this.event.hasCallerData();
	}

	@Override
	public @Nullable List<Marker> getMarkerList() {
		return this.event.getMarkerList();
	}

	@Override
	public long getTimeStamp() {
		return this.event.getTimeStamp();
	}

	@Override
	public int getNanoseconds() {
		return this.event.getNanoseconds();
	}

	@Override
	public Instant getInstant() {
		return this.event.getInstant();
	}

	@Override
	public long getSequenceNumber() {
		return this.event.getSequenceNumber();
	}

	@Override
	public void prepareForDeferredProcessing() {
		this.event.prepareForDeferredProcessing();
	}

	private static @Nullable Object argument(@Nullable Object argument) {
		return (argument == null || argument.getClass().isArray()) ? argument : new Argument(argument);
	}

	/**
	 * An argument, which the formatter asks for its text within its own safeguards.
	 */
	private record Argument(Object value) {

		@Override
		public String toString() {
			return Escape.quoted(String.valueOf(this.value));
		}

	}

	/**
	 * An exception whose messages are escaped; the lines of its trace are our own.
	 */
	private record EscapedThrowable(IThrowableProxy fault) implements IThrowableProxy {

		static @Nullable EscapedThrowable of(@Nullable IThrowableProxy fault) {
			return (fault != null) ? new EscapedThrowable(fault) : null;
		}

		@Override
		public @Nullable String getMessage() {
			return quoted(this.fault.getMessage());
		}

		@Override
		public @Nullable String getOverridingMessage() {
			return quoted(this.fault.getOverridingMessage());
		}

		@Override
		public String getClassName() {
			return this.fault.getClassName();
		}

		@Override
		public StackTraceElementProxy[] getStackTraceElementProxyArray() {
			return this.fault.getStackTraceElementProxyArray();
		}

		@Override
		public int getCommonFrames() {
			return this.fault.getCommonFrames();
		}

		@Override
		public @Nullable IThrowableProxy getCause() {
			return of(this.fault.getCause());
		}

		@Override
		public IThrowableProxy @Nullable [] getSuppressed() {
			IThrowableProxy[] suppressed = this.fault.getSuppressed();
			return (suppressed == null) ? null
					: Stream.of(suppressed).map(EscapedThrowable::new).toArray(IThrowableProxy[]::new);
		}

		@Override
		public boolean isCyclic() {
			return this.fault.isCyclic();
		}

		private static @Nullable String quoted(@Nullable String message) {
			return (message != null) ? Escape.quoted(message) : null;
		}

	}

}
