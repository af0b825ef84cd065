package dev.naru.gateway.ingress;

import java.util.Collection;

import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Limits of bodies: no source takes one that could not be published.
 */
public final class BodyLimits {

	private static final String KEY = "naru.ingress.max-body-size";

	private final int usual;

	private final RecordLimits records;

	/**
	 * @param usual the limit of sources that set none of their own
	 * @param records how large a record may be
	 * @throws ConfigurationException if no source could publish so much
	 */
	BodyLimits(DataSize usual, RecordLimits records) {
		this.records = records;
		check(KEY, usual.toBytes(), 1);
		this.usual = Math.toIntExact(usual.toBytes());
	}

	/**
	 * Checks what sources ask for.
	 * @throws ConfigurationException if one of them asks for more than it could publish
	 */
	public void check(Collection<Endpoint> endpoints) {
		for (Endpoint endpoint : endpoints) {
			Long own = endpoint.source().maxBodySize();
			if (own != null) {
				check(endpoint.source().key("max-body-size"), own, times(endpoint, null));
			}
		}
	}

	/**
	 * The largest body that an endpoint takes, in bytes.
	 * @param mediaType its media type, or null if none is named
	 */
	int of(Endpoint endpoint, @Nullable String mediaType) {
		Long own = endpoint.source().maxBodySize();
		return Math.min((own != null) ? own.intValue() : this.usual, most(times(endpoint, mediaType)));
	}

	private void check(String key, long bytes, int times) {
		int most = most(times);
		if (bytes > most) {
			long record = times * bytes + RecordLimits.BESIDE_BODY;
			throw new ConfigurationException(key,
					"such a body makes a record of " + record + " bytes"
							+ ((times > 1) ? ", for a form is kept with its fields and as it came" : "") + ", and "
							+ this.records.largest() + " can be published",
					"write at most " + most / 1024 + "KB; or set spring.kafka.producer.properties[max.request.size] to "
							+ record + " or more, naru.memory.budget to "
							+ (RecordLimits.TIMES_IN_BUDGET * record / (1024 * 1024) + 1)
							+ "MB or more, and max.message.bytes of the topics as the first");
		}
	}

	private int most(int times) {
		return (this.records.largest() - RecordLimits.BESIDE_BODY) / times;
	}

	private static int times(Endpoint endpoint, @Nullable String mediaType) {
		return endpoint.profile().keepsTwice(mediaType) ? 2 : 1;
	}

}
