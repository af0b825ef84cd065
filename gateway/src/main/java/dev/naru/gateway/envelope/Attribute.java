package dev.naru.gateway.envelope;

import java.util.List;
import java.util.Locale;

import tools.jackson.core.io.SerializedString;

/**
 * The attributes of an event, in the order in which they are written.
 */
enum Attribute {

	SPECVERSION, ID, SOURCE, TYPE, SUBJECT, TIME, DATACONTENTTYPE, DATASCHEMA, PROVIDER, PROVIDERTYPE, PROVIDERVERSION,
	PAYLOADSCHEMA, RECORDEDTIME, AUTHENTICITY, COVERAGE, PARTITIONKEY, TRACEPARENT, SUBJECTSEQUENCE, REASON;

	/** All of them; {@code values()} makes a copy each time. */
	static final List<Attribute> ALL = List.of(values());

	@SuppressWarnings("ImmutableEnumChecker")
	private final SerializedString inJson = new SerializedString(name().toLowerCase(Locale.ROOT));

	private final String inHeaders = name().equals("DATACONTENTTYPE") ? "content-type" : "ce_" + this.inJson.getValue();

	/**
	 * Its name as a member of a JSON object.
	 */
	SerializedString inJson() {
		return this.inJson;
	}

	/**
	 * Its name as a header: {@code ce_<name>}, but for the content type (CloudEvents
	 * Kafka protocol binding, section 3.2.3).
	 */
	String inHeaders() {
		return this.inHeaders;
	}

}
