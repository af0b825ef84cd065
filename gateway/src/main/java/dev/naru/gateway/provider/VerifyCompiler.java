package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.naru.gateway.provider.ProfileFile.VerifyFile;
import dev.naru.gateway.verification.ContentReader;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.webhook.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Checks the section {@code verify}: what it calls a proof has to be one.
 *
 * @param file where mistakes are told
 * @param bodies how the provider writes
 */
record VerifyCompiler(ProfileText file, Bodies bodies) {

	List<Variant> compile(ProfileFile profile) {
		List<Variant> variants = new ArrayList<>();
		Set<String> names = new HashSet<>();
		List<VerifyFile> entries = this.file.filled("verify", profile.verify(),
				"state how the provider proves its deliveries");
		for (int i = 0; i < entries.size(); i++) {
			Variant variant = variant("verify[" + i + "]", entries.get(i));
			if (!names.add(variant.name())) {
				throw this.file.wrong("verify[" + i + "].name", "there are two variants '" + variant.name() + "'",
						"give each a name of its own");
			}
			variants.add(variant);
		}
		if (variants.size() > 1 && variants.stream().anyMatch(VerifyCompiler::isOpenToAll)) {
			throw this.file.wrong("verify", "a variant that checks nothing stands beside others",
					"write 'pinned-only: true' for it: the sender must not choose it");
		}
		for (int i = 1; i < variants.size(); i++) {
			Variant later = variants.get(i);
			Optional<Variant> earlier = variants.subList(0, i)
				.stream()
				.filter((variant) -> variant.precludes(later))
				.findFirst();
			if (earlier.isPresent()) {
				throw this.file.wrong("verify[" + i + "]",
						"it never judges: whatever it would judge, '" + earlier.get().name() + "' before it judges",
						"give that one a 'when' that tells them apart, or put it last; if sources choose this one by "
								+ "'variant', write 'pinned-only: true' for it");
			}
		}
		return List.copyOf(variants);
	}

	private Variant variant(String place, VerifyFile entry) {
		String name = this.file.required(place + ".name", entry.name());
		List<Scheme> schemes = entry.schemes();
		if (schemes.size() != 1) {
			throw this.file.wrong(place, "a variant has one scheme, and this one has " + schemes.size(),
					"give it one of hmac, digest, asymmetric, certified, token, basic: {}, none: {}");
		}
		Scheme scheme = schemes.get(0);
		headers(place, entry, scheme);
		Coverage coverage = new CoverageRule(this.file, this.bodies).of(place, entry, scheme);
		if (scheme instanceof Scheme.Signed signed) {
			message(place + entry.key(scheme), entry, signed);
			timestamp(place + entry.key(scheme) + ".timestamp", signed, coverage);
		}
		return new Variant(name, entry.when(), Boolean.TRUE.equals(entry.pinnedOnly()), scheme, entry.bodyHash(),
				coverage, contents(place, entry, scheme));
	}

	private void headers(String place, VerifyFile entry, Scheme scheme) {
		if (entry.when() != null) {
			header(place + ".when.header", entry.when().header());
			header(place + ".when.header-absent", entry.when().headerAbsent());
		}
		if (entry.bodyHash() != null) {
			header(place + ".body-hash.from", entry.bodyHash().from().header());
		}
		String key = place + entry.key(scheme);
		if (scheme instanceof Scheme.Token(Place from)) {
			header(key + ".from", from.header());
		}
		if (scheme instanceof Scheme.Signed signed) {
			header(key + ".signature", signed.signature().header());
			if (signed.timestamp() != null) {
				header(key + ".timestamp.from", signed.timestamp().from().header());
			}
		}
		if (scheme instanceof Scheme.Certified certified) {
			header(key + ".certificate.url", certified.certificate().url().header());
		}
	}

	private void header(String place, @Nullable String name) {
		if (name != null && !Headers.isName(name)) {
			Mistake mistake = ProfileSyntax.noHeader(name);
			throw this.file.wrong(place, String.valueOf(mistake.getMessage()), mistake.cure());
		}
	}

	/**
	 * A timestamp that is not signed is whatever the sender of a recorded request says.
	 */
	private void timestamp(String place, Scheme.Signed scheme, Coverage coverage) {
		if (scheme.timestamp() != null && !isSigned(scheme, coverage, scheme.timestamp().from())) {
			throw this.file.wrong(place, "it is not part of the message, so that anyone can change it",
					"add 'timestamp' to 'message' if the provider signs it; if it does not, remove the key, which protects "
							+ "nothing");
		}
	}

	private static boolean isSigned(Scheme.Signed scheme, Coverage coverage, Place place) {
		boolean inBody = place.form() != null || place.field() != null;
		return (inBody && coverage == Coverage.BODY) || scheme.message().stream().anyMatch((part) -> switch (part) {
			case MessagePart.Header(String name) -> name.equalsIgnoreCase(place.header());
			case MessagePart.Query(String name) -> name.equals(place.query());
			case MessagePart.Form(String name) -> name.equals(place.form());
			case MessagePart.Field(String pointer, boolean optional) -> pointer.equals(place.field());
			case Given given -> given == Given.TIMESTAMP || (given.isUrl() && place.query() != null)
					|| (given == Given.SORTED_FORM && place.form() != null);
			case MessagePart.Text constant -> false;
			case MessagePart.Config configured -> false;
		});
	}

	private static boolean isOpenToAll(Variant variant) {
		return variant.scheme() instanceof Scheme.None && !variant.pinnedOnly();
	}

	private void message(String place, VerifyFile entry, Scheme.Signed scheme) {
		if (scheme instanceof Scheme.Digest && !scheme.message().contains(Given.SECRET)) {
			throw this.file.wrong(place + ".message", "the secret is not part of it",
					"add 'secret': without it anyone can make the hash");
		}
		if (scheme instanceof Scheme.Certified && scheme.message().contains(Given.SECRET)) {
			throw this.file.wrong(place + ".message", "there is no secret to be part of it",
					"remove 'secret': the key is the certificate's");
		}
		if (scheme instanceof Scheme.Certified && entry.each() != null) {
			throw this.file.wrong(place, "items cannot each have a certificate", "remove 'each'");
		}
		if (scheme.message().contains(Given.TIMESTAMP) && scheme.timestamp() == null) {
			throw this.file.wrong(place + ".message", "there is no timestamp to be part of it",
					"say under 'timestamp' where it stands: from, unit, tolerance");
		}
	}

	/**
	 * Where the items are that are signed one by one.
	 */
	private @Nullable ItemRule items(String place, @Nullable String each, Set<String> pointers) {
		if (each == null) {
			return null;
		}
		if (pointers.isEmpty()) {
			throw this.file.wrong(place + ".each", "no field of an item is part of the proof",
					"remove it, or take signature and message from fields of the items");
		}
		return this.file.items(place + ".each", new Items(), each);
	}

	/**
	 * What has to be read of the body before it is proven: nothing, if the proof stands
	 * beside it.
	 */
	private @Nullable ContentReader contents(String place, VerifyFile entry, Scheme scheme) {
		List<Place> places = new ArrayList<>(scheme.places());
		if (entry.bodyHash() != null) {
			places.add(entry.bodyHash().from());
		}
		List<MessagePart> parts = (scheme instanceof Scheme.Signed signed) ? signed.message() : List.of();
		Set<String> pointers = new TreeSet<>();
		boolean form = parts.contains(Given.SORTED_FORM);
		for (Place at : places) {
			form |= at.form() != null;
			if (at.field() != null) {
				pointers.add(at.field());
			}
		}
		for (MessagePart part : parts) {
			form |= part instanceof MessagePart.Form;
			if (part instanceof MessagePart.Field(String pointer, boolean optional)) {
				pointers.add(pointer);
			}
		}
		ItemRule items = items(place, entry.each(), pointers);
		return (form || !pointers.isEmpty()) ? new ProofContents(this.bodies, pointers, items) : null;
	}

}
