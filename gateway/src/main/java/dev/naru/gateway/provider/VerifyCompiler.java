package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.naru.gateway.provider.ProfileFile.VerifyFile;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Checks the section {@code verify}: what it calls a proof has to be one.
 *
 * @param file where mistakes are told
 */
record VerifyCompiler(ProfileText file) {

	List<Variant> compile(ProfileFile profile) {
		List<Variant> variants = new ArrayList<>();
		Set<String> names = new HashSet<>();
		List<VerifyFile> entries = this.file.filled("verify", profile.verify(),
				"state how the provider proves its deliveries");
		for (int i = 0; i < entries.size(); i++) {
			String place = "verify[" + i + "]";
			VerifyFile entry = entries.get(i);
			String name = this.file.required(place + ".name", entry.name());
			if (!names.add(name)) {
				throw this.file.wrong(place + ".name", "there are two variants '" + name + "'",
						"give each a name of its own");
			}
			List<Scheme> schemes = entry.schemes();
			if (schemes.size() != 1) {
				throw this.file.wrong(place, "a variant has one scheme, and this one has " + schemes.size(),
						"give it one of hmac, digest, asymmetric, token, basic: {}, none: {}");
			}
			variants.add(new Variant(name, entry.when(), Boolean.TRUE.equals(entry.pinnedOnly()),
					proving(place, schemes.get(0))));
		}
		if (variants.size() > 1 && variants.stream().anyMatch(VerifyCompiler::isOpenToAll)) {
			throw this.file.wrong("verify", "a variant that checks nothing stands beside others",
					"write 'pinned-only: true' for it: the sender must not choose it");
		}
		return List.copyOf(variants);
	}

	private static boolean isOpenToAll(Variant variant) {
		return variant.scheme() instanceof Scheme.None && !variant.pinnedOnly();
	}

	private Scheme proving(String place, Scheme scheme) {
		switch (scheme) {
			case Scheme.Hmac it -> message(place + ".hmac", it.message(), it.timestamp());
			case Scheme.Asymmetric it -> message(place + ".asymmetric", it.message(), it.timestamp());
			case Scheme.Digest it -> {
				message(place + ".digest", it.message(), it.timestamp());
				if (!it.message().contains(Given.SECRET)) {
					throw this.file.wrong(place + ".digest.message", "the secret is not part of it",
							"add 'secret': without it anyone can make the hash");
				}
			}
			case Scheme.Token token -> {
			}
			case Scheme.Basic basic -> {
			}
			case Scheme.None none -> {
			}
		}
		return scheme;
	}

	private void message(String place, List<MessagePart> message, @Nullable Timestamp timestamp) {
		if (!message.contains(Given.BODY)) {
			throw this.file.wrong(place + ".message", "the body is not part of it",
					"add 'body': without it whoever has seen one signature can send anything");
		}
		if (message.contains(Given.TIMESTAMP) && timestamp == null) {
			throw this.file.wrong(place + ".message", "there is no timestamp to be part of it",
					"say under 'timestamp' where it stands: from, unit, tolerance");
		}
	}

}
