package dev.naru.gateway.budget;

import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Memory that senders can make the gateway hold, {@code naru.memory}.
 *
 * @param budget how many bytes of bodies and records may be held at once, 24 MB to half
 * of the heap; an eighth of the heap, but no more than 256 MB, if it is not set
 */
public record MemoryProperties(@Nullable DataSize budget) {

	private static final long LEAST = DataSize.ofMegabytes(24).toBytes();

	private static final long MOST_BY_DEFAULT = DataSize.ofMegabytes(256).toBytes();

	/**
	 * @throws ConfigurationException if the budget is out of range
	 */
	public MemoryProperties {
		long heap = Runtime.getRuntime().maxMemory();
		if (budget != null && (budget.toBytes() < LEAST || budget.toBytes() > heap / 2)) {
			throw new ConfigurationException("naru.memory.budget", budget + " is out of range",
					"write 24MB to half of the heap, which is " + DataSize.ofBytes(heap / 2).toMegabytes()
							+ "MB; leave it out for an eighth of the heap, or give the virtual machine more (-Xmx)");
		}
	}

	/**
	 * The budget in bytes.
	 */
	public long bytes() {
		return (this.budget != null) ? this.budget.toBytes()
				: Math.clamp(Runtime.getRuntime().maxMemory() / 8, LEAST, MOST_BY_DEFAULT);
	}

	/**
	 * How many of these bytes may be on their way to Kafka, whose client keeps a copy of
	 * each record.
	 */
	public long bytesToKafka() {
		return bytes() / 4;
	}

}
