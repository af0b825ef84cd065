package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Instant;

import dev.naru.gateway.certificate.CertificateUnavailableException;
import dev.naru.gateway.certificate.KeyRing;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Judgement;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verdict.Forged;
import dev.naru.gateway.verification.Verdict.Undecided;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes deliveries in: verification, reading, deduplication, envelope, publication.
 */
public final class Intake {

	private final Handover handover;

	private final KeyRing keys;

	private final CapturedSecrets captured;

	private final Clock clock;

	/**
	 * @param enveloper wraps events
	 * @param publisher takes them to safety
	 * @param deduplication lets each through once
	 * @param keys those of providers that sign with certificates
	 * @param captured keeps secrets that providers send
	 * @param clock against which timestamps are held
	 */
	public Intake(Enveloper enveloper, Publisher publisher, Deduplication deduplication, KeyRing keys,
			CapturedSecrets captured, Clock clock) {
		this.handover = new Handover(enveloper, publisher, deduplication);
		this.keys = keys;
		this.captured = captured;
		this.clock = clock;
	}

	/**
	 * @param endpoint the endpoint that the delivery came to
	 * @param delivery the delivery, whole
	 * @param account the books of the source
	 * @return what became of it; never empty and never an error
	 */
	public Mono<Outcome> accept(Endpoint endpoint, Delivery delivery, Ledger.Account account) {
		try {
			return judge(endpoint, delivery, account);
		}
		catch (RuntimeException ex) {
			return Mono.just(Handover.failed(endpoint, ex));
		}
	}

	private Mono<Outcome> judge(Endpoint endpoint, Delivery delivery, Ledger.Account account) {
		Instant now = this.clock.instant();
		return switch (endpoint.judge(delivery, now)) {
			case Judgement.Captured(Secret secret) -> this.captured.keep(endpoint.source().id(), secret)
					? Mono.just(new Outcome.Answered(endpoint.profile().answer()))
					: judge(endpoint, endpoint.verify(delivery, now), account);
			case Judgement.Answered(Reply reply) -> Mono.just(new Outcome.Answered(reply));
			case Judgement.Judged(Verdict verdict) -> judge(endpoint, verdict, account);
		};
	}

	private Mono<Outcome> judge(Endpoint endpoint, Verdict verdict, Ledger.Account account) {
		return switch (verdict) {
			case Forged(Flaw flaw) -> refused(new Refusal.NotGenuine(flaw));
			case VerifiedDelivery verified -> this.handover.read(endpoint, verified, account);
			case Undecided undecided -> {
				Pending<Outcome> outcome = new Pending<>();
				this.keys.judge(undecided)
					.whenKnown((judged, fault) -> decide(endpoint, judged, fault, account).whenKnown(outcome::know));
				yield outcome;
			}
		};
	}

	/**
	 * @param verdict the verdict, or null if there is none
	 * @param fault why there is none, or null
	 */
	private Pending<Outcome> decide(Endpoint endpoint, @Nullable Verdict verdict, @Nullable Throwable fault,
			Ledger.Account account) {
		Pending<Outcome> outcome = new Pending<>();
		Pending.of(() -> (verdict != null) ? judge(endpoint, verdict, account) : Mono.just(unjudged(endpoint, fault)))
			.whenKnown(
					(known, failure) -> outcome.settle((known != null) ? known : Handover.failed(endpoint, failure)));
		return outcome;
	}

	private static Outcome unjudged(Endpoint endpoint, @Nullable Throwable fault) {
		return (fault instanceof CertificateUnavailableException) ? new Outcome.Unavailable()
				: Handover.failed(endpoint, fault);
	}

	private static Mono<Outcome> refused(Refusal refusal) {
		return Mono.just(new Outcome.Refused(refusal));
	}

}
