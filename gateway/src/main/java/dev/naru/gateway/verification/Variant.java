package dev.naru.gateway.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a provider proves its deliveries.
 *
 * @param name unique within the profile; a source may pin it
 * @param when what has to hold for this variant to judge, or null if it always may
 * @param pinnedOnly whether it judges only for sources that pin it: no sender may choose
 * it
 * @param scheme how it judges
 * @param bodyHash a hash of the body that has to be right as well, or null
 * @param coverage what of the body it proves
 * @param contents finds the pieces of the body that the scheme asks for, or null if it
 * asks for none
 */
public record Variant(String name, @Nullable When when, boolean pinnedOnly, Scheme scheme, @Nullable BodyHash bodyHash,
		Coverage coverage, @Nullable ContentReader contents) {

	/**
	 * The keys under the source's {@code config} that it takes something from.
	 */
	public Set<String> configKeys() {
		Set<String> keys = new TreeSet<>();
		List<Place> places = new ArrayList<>(this.scheme.places());
		if (this.bodyHash != null) {
			places.add(this.bodyHash.from());
		}
		for (Place place : places) {
			String key = (place.fields() != null) ? place.fields().takeConfig() : null;
			if (key != null) {
				keys.add(key);
			}
		}
		if (this.scheme instanceof Scheme.Signed signed) {
			for (MessagePart part : signed.message()) {
				if (part instanceof MessagePart.Config(String key)) {
					keys.add(key);
				}
			}
		}
		return keys;
	}

	boolean isTimed() {
		return this.scheme instanceof Scheme.Signed signed && signed.timestamp() != null;
	}

	boolean servesSource(Source source) {
		String prefix = (this.when != null) ? this.when.secretPrefix() : null;
		return prefix == null || source.secrets().stream().allMatch((secret) -> secret.reveal().startsWith(prefix));
	}

	/**
	 * Whether it judges whatever comes: then those behind it never do.
	 */
	boolean judgesAll() {
		return this.when == null
				|| (this.when.header() == null && this.when.headerAbsent() == null && this.when.query() == null);
	}

	/**
	 * Whether one behind it never gets to judge: what that one would judge, this one has
	 * judged. Only a source that pins it would use it.
	 */
	public boolean precludes(Variant later) {
		return !this.pinnedOnly && !later.pinnedOnly && (this.when == null
				|| this.when.holdsWith((later.when != null) ? later.when : new When(null, null, null, null)));
	}

	boolean judges(Delivery delivery) {
		return this.when == null || this.when.holds(delivery);
	}

	/**
	 * Conditions, all of which have to hold.
	 *
	 * @param header a header that is present, or null
	 * @param headerAbsent a header that is absent, or null
	 * @param query a query parameter that is present, or null
	 * @param secretPrefix what all secrets of the source start with, or null
	 */
	public record When(@Nullable String header, @Nullable String headerAbsent, @Nullable String query,
			@Nullable String secretPrefix) {

		private boolean holdsWith(When other) {
			return (this.header == null || this.header.equalsIgnoreCase(other.header))
					&& (this.headerAbsent == null || this.headerAbsent.equalsIgnoreCase(other.headerAbsent))
					&& (this.query == null || this.query.equals(other.query)) && (this.secretPrefix == null
							|| (other.secretPrefix != null && other.secretPrefix.startsWith(this.secretPrefix)));
		}

		boolean holds(Delivery delivery) {
			return (this.header == null || !delivery.headers().all(this.header).isEmpty())
					&& (this.headerAbsent == null || delivery.headers().all(this.headerAbsent).isEmpty())
					&& (this.query == null || Place.parameter(delivery, this.query) != null);
		}

	}

}
