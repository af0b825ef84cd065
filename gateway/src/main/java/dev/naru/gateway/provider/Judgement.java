package dev.naru.gateway.provider;

import dev.naru.gateway.source.Secret;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Reply;

/**
 * Judgement of an endpoint on a delivery, before anything of it is read.
 */
public sealed interface Judgement {

	/**
	 * It holds the secret that the source waits for, and nothing proves it.
	 *
	 * @param secret the secret
	 */
	record Captured(Secret secret) implements Judgement {
	}

	/**
	 * It is the check of the address that the provider makes before it sends anything.
	 *
	 * @param reply the answer
	 */
	record Answered(Reply reply) implements Judgement {
	}

	/**
	 * It is to be proven.
	 *
	 * @param verdict whether it is
	 */
	record Judged(Verdict verdict) implements Judgement {
	}

}
