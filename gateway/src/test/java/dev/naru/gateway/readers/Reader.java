package dev.naru.gateway.readers;

import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A library that reads records of Kafka as CloudEvents.
 */
interface Reader {

	/**
	 * Reads a sample's record.
	 * @throws Exception if the library refuses it
	 */
	Given read(Sample sample) throws Exception;

	/**
	 * Whether it gives an attribute of an event of that mode.
	 */
	default boolean gives(String attribute, boolean structured) {
		return true;
	}

	/**
	 * Whether numbers keep every digit; where not, they are doubles.
	 */
	default boolean keepsDigits() {
		return false;
	}

	/**
	 * Whether it is Naru's own, and so knows what a webhook in quarantine is.
	 */
	default boolean isNarus() {
		return false;
	}

	/**
	 * The finest unit of the attribute {@code time}.
	 */
	default ChronoUnit unit() {
		return ChronoUnit.NANOS;
	}

	/**
	 * Why it reads the sample otherwise, by a fault of the library; null where it does
	 * not.
	 */
	default @Nullable String fault(Sample sample) {
		return null;
	}

	/** What a reader gave. */
	sealed interface Given {

		/**
		 * An event.
		 *
		 * @param attributes all attributes, by their names
		 * @param data the data; of what is not JSON, the bytes in base64
		 */
		record Event(Map<String, String> attributes, JsonNode data) implements Given {
		}

		/** Word that the record is a webhook in quarantine. */
		record Quarantined() implements Given {
		}

	}

}
