package dev.naru.gateway.envelope;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How envelopes are written, {@code naru.envelope}.
 *
 * @param mode the content mode of events; quarantined records are always binary
 */
public record EnvelopeProperties(@DefaultValue("structured") Mode mode) {

	/** The content modes of the CloudEvents Kafka protocol binding, section 3. */
	public enum Mode {

		/** Attributes and data in the record's value. */
		STRUCTURED,
		/** Attributes in the record's headers, data in its value. */
		BINARY

	}

}
