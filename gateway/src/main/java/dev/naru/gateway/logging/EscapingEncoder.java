package dev.naru.gateway.logging;

import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;

/**
 * Encoder around an appender's own: patterns are given events that are escaped, whatever
 * words they are made of. JSON escapes by itself what would end a line; what is left is
 * what reorders a line for the eye, and inside of a JSON text that may be escaped too.
 */
final class EscapingEncoder extends EncoderBase<ILoggingEvent> {

	private final Encoder<ILoggingEvent> encoder;

	EscapingEncoder(Encoder<ILoggingEvent> encoder) {
		this.encoder = encoder;
	}

	@Override
	public byte[] encode(ILoggingEvent event) {
		if (this.encoder instanceof LayoutWrappingEncoder) {
			return this.encoder.encode(new EscapedEvent(event));
		}
		byte[] bytes = this.encoder.encode(event);
		String text = new String(bytes, StandardCharsets.UTF_8);
		String escaped = Escape.lines(text);
		return escaped.equals(text) ? bytes : escaped.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public byte[] headerBytes() {
		return this.encoder.headerBytes();
	}

	@Override
	public byte[] footerBytes() {
		return this.encoder.footerBytes();
	}

	@Override
	public void stop() {
		super.stop();
		this.encoder.stop();
	}

}
