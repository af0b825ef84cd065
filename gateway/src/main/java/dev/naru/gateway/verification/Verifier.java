package dev.naru.gateway.verification;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Judges the deliveries of one source. The first variant whose conditions hold judges,
 * and its word is final: falling through to another after a failed check would let the
 * sender choose the weakest.
 */
public final class Verifier {

	private final List<Judge> judges;

	private Verifier(List<Judge> judges) {
		this.judges = judges;
	}

	/**
	 * Makes a provider's variants ready for a source.
	 * @throws ConfigurationException if the source lacks what they need
	 */
	public static Verifier of(List<Variant> variants, Source source) {
		List<Variant> chosen = judging(chosen(variants, source));
		checkTolerance(chosen, variants, source);
		boolean secretless = chosen.stream().allMatch((variant) -> isSecretless(variant.scheme()));
		if (secretless == source.secrets().isEmpty()) {
			return new Verifier(chosen.stream()
				.map((variant) -> new Judge(variant, authenticity(variant.scheme(), source),
						Checks.of(variant.scheme(), source)))
				.toList());
		}
		if (secretless) {
			throw new ConfigurationException(source.key("secrets"),
					"the variant '" + chosen.get(0).name() + "' checks no secret, but one is set",
					"remove the secrets, or set 'variant' to one of: " + names(variants));
		}
		throw new ConfigurationException(source.key("secrets"), "the source has no secret",
				"set 'secrets' or 'secret-files' to the secret that the provider shows for this endpoint");
	}

	/**
	 * Finds nobody genuine: for a source that has no secret yet.
	 * @throws ConfigurationException if the source has what its variants do not need
	 */
	public static Verifier ofNobody(List<Variant> variants, Source source) {
		checkTolerance(judging(chosen(variants, source)), variants, source);
		return new Verifier(List.of());
	}

	/**
	 * The variants that may judge for a source.
	 * @throws ConfigurationException if none does
	 */
	public static List<Variant> judging(List<Variant> variants, Source source) {
		return judging(chosen(variants, source));
	}

	private static void checkTolerance(List<Variant> chosen, List<Variant> variants, Source source) {
		if (source.tolerance() != null && chosen.stream().noneMatch(Variant::isTimed)) {
			List<Variant> timed = variants.stream().filter(Variant::isTimed).toList();
			throw new ConfigurationException(source.key("tolerance"),
					"the variant '" + names(chosen) + "' has no timestamp that could be off",
					timed.isEmpty() ? "remove it" : "remove it, or set 'variant' to one that has: " + names(timed));
		}
	}

	private static List<Variant> chosen(List<Variant> variants, Source source) {
		String pinned = source.variant();
		List<Variant> chosen = variants.stream()
			.filter((variant) -> (pinned != null) ? variant.name().equals(pinned)
					: !variant.pinnedOnly() && variant.servesSource(source))
			.toList();
		if (!chosen.isEmpty()) {
			return chosen;
		}
		if (pinned != null) {
			throw new ConfigurationException(source.key("variant"),
					"provider " + source.provider() + " has no variant '" + pinned + "'",
					"use one of: " + names(variants));
		}
		throw new ConfigurationException(source.key("variant"),
				"provider " + source.provider() + " leaves the choice of the check to you, and none is made",
				"set it to one of: " + names(variants));
	}

	private static List<Variant> judging(List<Variant> chosen) {
		int last = 0;
		while (last < chosen.size() - 1 && !chosen.get(last).judgesAll()) {
			last++;
		}
		return chosen.subList(0, last + 1);
	}

	private static boolean isSecretless(Scheme scheme) {
		return scheme instanceof Scheme.None || scheme instanceof Scheme.Certified;
	}

	private static String names(List<Variant> variants) {
		return variants.stream().map(Variant::name).collect(Collectors.joining(", "));
	}

	private static Authenticity authenticity(Scheme scheme, Source source) {
		return switch (scheme) {
			case Scheme.None none -> source.allowedAddresses().isEmpty() ? Authenticity.NONE : Authenticity.ADDRESS;
			case Scheme.Token token -> Authenticity.SHARED_SECRET;
			case Scheme.Basic basic -> Authenticity.SHARED_SECRET;
			case Scheme.Signed signed -> Authenticity.SIGNATURE;
		};
	}

	/**
	 * Whether anything but the sender's address is checked, whichever variant judges.
	 */
	public boolean provesSender() {
		return this.judges.stream().noneMatch((judge) -> judge.variant().scheme() instanceof Scheme.None);
	}

	/**
	 * Whether a variant checks signatures with a public key.
	 */
	public boolean checksPublicKeys() {
		return this.judges.stream()
			.map((judge) -> judge.variant().scheme())
			.anyMatch((scheme) -> scheme instanceof Scheme.Asymmetric || scheme instanceof Scheme.Certified);
	}

	/**
	 * @param delivery the delivery as received
	 * @param now the clock against which timestamps are held
	 */
	public Verdict verify(Delivery delivery, Instant now) {
		for (Judge judge : this.judges) {
			if (judge.variant().judges(delivery)) {
				return judge.verdict(delivery, now);
			}
		}
		return new Verdict.Forged(Flaw.MISSING_HEADER);
	}

	/**
	 * What a delivery has to be signed for.
	 * @return the message in each spelling that is tried; none if no signature is looked
	 * at
	 */
	public List<SigningInput> signingInputs(Delivery delivery, Instant now) {
		return this.judges.stream()
			.filter((judge) -> judge.variant().judges(delivery))
			.findFirst()
			.map((judge) -> judge.signingInputs(delivery, now))
			.orElse(List.of());
	}

	/**
	 * Proves a request with the first secret of its source, by the first variant that can
	 * be proven with what the gateway knows.
	 * @param draft a request without proof
	 * @return the same with one, found genuine at the time of its receipt
	 * @throws ConfigurationException if it cannot be proven; it says why
	 */
	public Delivery sign(Delivery draft, Source source) {
		ConfigurationException reason = null;
		for (Judge judge : this.judges) {
			try {
				Delivery signed = new RequestSigner(judge.variant(), source).sign(draft);
				Verdict verdict = verify(signed, signed.receivedAt());
				if (verdict instanceof VerifiedDelivery verified && verified.variant().equals(judge.variant().name())) {
					return signed;
				}
				reason = (reason != null) ? reason : RequestSigner.notGenuine(judge.variant(), source, verdict);
			}
			catch (ConfigurationException ex) {
				reason = (reason != null) ? reason : ex;
			}
		}
		throw (reason != null) ? reason : new ConfigurationException(source.key("secrets"),
				"the source has no secret to sign with", "set 'secrets' to one for trying");
	}

	private record Judge(Variant variant, Authenticity authenticity, Check check) {

		List<SigningInput> signingInputs(Delivery delivery, Instant now) {
			ContentReader reader = this.variant.contents();
			List<Content> contents = (reader != null) ? reader.read(delivery) : List.of(Content.NONE);
			List<SigningInput> inputs = List.of();
			for (Content content : (contents != null) ? contents : List.<Content>of()) {
				BodyHash hash = this.variant.bodyHash();
				if (hash != null && hash.check(delivery, content) != null) {
					return List.of();
				}
				inputs = this.check.signingInputs(delivery, content);
				if (!(this.check.check(delivery, content, now) instanceof Check.Matched)) {
					return inputs;
				}
			}
			return inputs;
		}

		Verdict verdict(Delivery delivery, Instant now) {
			ContentReader contents = this.variant.contents();
			return verdict(delivery, (contents != null) ? judged(delivery, contents.read(delivery), now)
					: judged(delivery, Content.NONE, now));
		}

		private Verdict verdict(Delivery delivery, Check.Finding finding) {
			return switch (finding) {
				case Check.Matched(int slot) -> new VerifiedDelivery(delivery, this.variant.name(), this.authenticity,
						this.variant.coverage(), slot);
				case Check.Flawed(Flaw flaw) -> new Verdict.Forged(flaw);
				case Check.Undecided undecided -> new Verdict.Undecided(delivery, undecided.certificate(),
						(key) -> verdict(delivery, undecided.judge().apply(key)));
			};
		}

		/**
		 * Where items are signed one by one, all have to be genuine, and there has to be
		 * one.
		 */
		private Check.Finding judged(Delivery delivery, @Nullable List<Content> items, Instant now) {
			if (items == null) {
				return new Check.Flawed(Flaw.UNREADABLE_BODY);
			}
			Check.Finding finding = new Check.Flawed(Flaw.MISSING_HEADER);
			for (Content item : items) {
				finding = judged(delivery, item, now);
				if (!(finding instanceof Check.Matched)) {
					return finding;
				}
			}
			return finding;
		}

		private Check.Finding judged(Delivery delivery, Content content, Instant now) {
			BodyHash hash = this.variant.bodyHash();
			Flaw flaw = (hash != null) ? hash.check(delivery, content) : null;
			return (flaw != null) ? new Check.Flawed(flaw) : this.check.check(delivery, content, now);
		}

	}

}
