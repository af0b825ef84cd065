package dev.naru.gateway.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForeignLinesTest {

	private final AtomicLong now = new AtomicLong();

	private final RateLimit limit = new RateLimit(this.now::get);

	private final LoggerContext context = new LoggerContext();

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void prepare() {
		ForeignLines filter = new ForeignLines(this.limit);
		filter.start();
		this.context.addTurboFilter(filter);
		this.lines.start();
		Logger root = this.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.addAppender(this.lines);
	}

	@Test
	void theLibrariesAtThePortsHaveOneLineInTenSecondsEach() {
		Logger server = this.context.getLogger("reactor.netty.http.server.HttpServerOperations");
		for (int i = 0; i < 1000; i++) {
			// The channel is part of the format
			server.warn("[" + i + "] Decoding failed: {}", "x".repeat(10_000));
			server.debug("not asked for");
		}
		this.context.getLogger("reactor.core.publisher.Operators").error("dropped", new IllegalStateException("why"));

		assertThat(this.lines.list).hasSize(2);
		assertThat(this.lines.list.get(0).getFormattedMessage()).startsWith("[0] Decoding failed: xxx").hasSize(1001);
		assertThat(count(0)).isEqualTo(1);
		assertThat(this.lines.list.get(1).getThrowableProxy().getMessage()).isEqualTo("why");

		this.now.addAndGet(TimeUnit.SECONDS.toNanos(10));
		this.limit.writeDue();

		assertThat(this.lines.list).hasSize(3);
		assertThat(this.lines.list.get(2).getFormattedMessage()).startsWith("[1] Decoding failed");
		assertThat(count(2)).isEqualTo(999);
	}

	@Test
	void othersSayWhatTheyHaveToSay() {
		Logger other = this.context.getLogger("org.apache.kafka.clients.NetworkClient");
		for (int i = 0; i < 100; i++) {
			other.warn("away: {}", i);
		}

		assertThat(this.lines.list).hasSize(100);
	}

	private long count(int line) {
		return this.lines.list.get(line)
			.getKeyValuePairs()
			.stream()
			.filter((pair) -> pair.key.equals("count"))
			.mapToLong((pair) -> (Long) pair.value)
			.sum();
	}

}
