package dev.naru.gateway.verification;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;

/**
 * A scheme made ready for one source: its keys decoded, its parts resolved.
 */
@FunctionalInterface
interface Check {

	/**
	 * @param content the pieces of the body that the scheme asks for
	 */
	Finding check(Delivery delivery, Content content, Instant now);

	/**
	 * What it takes for signed, in each spelling.
	 * @return those, or none if it looks at no signature
	 */
	default List<SigningInput> signingInputs(Delivery delivery, Content content) {
		return List.of();
	}

	/** What a check finds. */
	sealed interface Finding {

	}

	/**
	 * Genuine.
	 *
	 * @param slot which secret matched, or -1
	 */
	record Matched(int slot) implements Finding {
	}

	/**
	 * Not to be judged without a certificate.
	 *
	 * @param certificate the certificate
	 * @param judge judges with its key
	 */
	record Undecided(CertificateName certificate, Function<ProviderKey, Finding> judge) implements Finding {
	}

	/**
	 * Not genuine.
	 *
	 * @param flaw what is wrong
	 */
	record Flawed(Flaw flaw) implements Finding {
	}

}
