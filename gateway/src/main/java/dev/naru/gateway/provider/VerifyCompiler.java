package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
		Coverage coverage = new CoverageRule(this.file, this.bodies).of(place, entry, scheme);
		if (scheme instanceof Scheme.Signed signed) {
			message(place + entry.key(scheme), entry, signed);
		}
		return new Variant(name, entry.when(), Boolean.TRUE.equals(entry.pinnedOnly()), scheme, entry.bodyHash(),
				coverage, contents(place, entry, scheme));
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
