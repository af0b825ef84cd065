package dev.naru.gateway.envelope;

import java.net.URI;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.webhook.SourceId;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How envelopes are written, {@code naru.envelope}.
 *
 * @param mode the content mode of events; quarantined records are always binary
 * @param sourcePrefix what stands before {@code /sources/<name>} in the attribute
 * {@code source}: an absolute URI such as {@code https://hooks.example.com}, which makes
 * the sources of several gateways differ; with another one all ids begin anew
 */
public record EnvelopeProperties(@DefaultValue("structured") Mode mode, @DefaultValue("") String sourcePrefix) {

	private static final int LONGEST = 200;

	/**
	 * @throws ConfigurationException if the prefix is neither empty nor an absolute URI
	 * that a path can follow
	 */
	public EnvelopeProperties {
		if (!sourcePrefix.isEmpty() && !isPrefix(sourcePrefix)) {
			throw new ConfigurationException("naru.envelope.source-prefix",
					"'" + sourcePrefix + "' is no absolute URI that /sources/<name> can follow",
					"write one in ASCII of at most " + LONGEST
							+ " characters, without query, fragment and a slash at its end, such as "
							+ "https://hooks.example.com or urn:example:naru, or leave it empty");
		}
	}

	/** The content modes of the CloudEvents Kafka protocol binding, section 3. */
	public enum Mode {

		/** Attributes and data in the record's value. */
		STRUCTURED,
		/** Attributes in the record's headers, data in its value. */
		BINARY

	}

	/**
	 * The attribute {@code source} of all events of an endpoint.
	 */
	public String source(SourceId source) {
		return this.sourcePrefix + "/sources/" + source;
	}

	/**
	 * {@link URI} takes more than RFC 3986 has: characters beyond ASCII.
	 */
	private static boolean isPrefix(String text) {
		try {
			URI uri = URI.create(text);
			return uri.isAbsolute() && uri.toASCIIString().equals(text) && text.length() <= LONGEST
					&& text.indexOf('?') < 0 && text.indexOf('#') < 0 && !text.endsWith("/");
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
