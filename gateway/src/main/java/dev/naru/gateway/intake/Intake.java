package dev.naru.gateway.intake;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.naru.gateway.certificate.KeyRing;
import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Handshake;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verdict.Forged;
import dev.naru.gateway.verification.Verdict.Undecided;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Takes deliveries in: address, verification, reading, deduplication, envelope,
 * publication.
 */
public final class Intake {

	private static final Logger logger = LoggerFactory.getLogger(Intake.class);

	private final Enveloper enveloper;

	private final Publisher publisher;

	private final Deduplication deduplication;

	private final KeyRing keys;

	private final Ledger ledger;

	private final Clock clock;

	/**
	 * @param enveloper wraps events
	 * @param publisher takes them to safety
	 * @param deduplication lets each through once
	 * @param keys those of providers that sign with certificates
	 * @param ledger is told what was found genuine
	 * @param clock against which timestamps are held
	 */
	public Intake(Enveloper enveloper, Publisher publisher, Deduplication deduplication, KeyRing keys, Ledger ledger,
			Clock clock) {
		this.enveloper = enveloper;
		this.publisher = publisher;
		this.deduplication = deduplication;
		this.keys = keys;
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * @param endpoint the endpoint that the delivery came to
	 * @param delivery the delivery, whole
	 * @return what became of it; never empty and never an error
	 */
	public Mono<Outcome> accept(Endpoint endpoint, Delivery delivery) {
		try {
			return judge(endpoint, delivery);
		}
		catch (RuntimeException ex) {
			return Mono.just(failed(endpoint, ex));
		}
	}

	private Mono<Outcome> judge(Endpoint endpoint, Delivery delivery) {
		if (!endpoint.source().admits(delivery.client())) {
			return refused(new Refusal.AddressNotAllowed());
		}
		if (endpoint.waitsForSecret()) {
			Reply reply = endpoint.setUp(delivery);
			if (reply != null) {
				return Mono.just(new Outcome.Answered(reply));
			}
		}
		if (delivery.method().equals("GET") && !endpoint.profile().sendsByGet()) {
			Reply reply = endpoint.challenge(delivery);
			return (reply != null) ? Mono.just(new Outcome.Answered(reply))
					: refused(new Refusal.NotGenuine(Flaw.BAD_CREDENTIALS));
		}
		return judge(endpoint, endpoint.verify(delivery, this.clock.instant()));
	}

	private Mono<Outcome> judge(Endpoint endpoint, Verdict verdict) {
		return switch (verdict) {
			case Forged(Flaw flaw) -> refused(new Refusal.NotGenuine(flaw));
			case VerifiedDelivery verified -> read(endpoint, verified);
			case Undecided undecided -> {
				Pending<Outcome> outcome = new Pending<>();
				this.keys.key(undecided.certificate())
					.whenKnown((key, fault) -> decide(endpoint, (key != null) ? undecided.judge().apply(key) : null)
						.whenKnown(outcome::know));
				yield outcome;
			}
		};
	}

	/**
	 * @param verdict the verdict, or null if there was no key to judge with, which is no
	 * fault of the sender's
	 */
	private Pending<Outcome> decide(Endpoint endpoint, @Nullable Verdict verdict) {
		Pending<Outcome> outcome = new Pending<>();
		Pending.of(() -> (verdict != null) ? judge(endpoint, verdict) : Mono.just(new Outcome.Unavailable()))
			.whenKnown((known, fault) -> outcome.settle((known != null) ? known : failed(endpoint, fault)));
		return outcome;
	}

	private Mono<Outcome> read(Endpoint endpoint, VerifiedDelivery verified) {
		Ledger.Account account = this.ledger.account(endpoint.source().id().value(), endpoint.profile().name());
		account.verified(verified.variant(), verified.slot());
		return switch (endpoint.read(verified)) {
			case Handshake(Reply reply) -> Mono.just(new Outcome.Answered(reply));
			case Item item -> take(endpoint, verified, item);
			case Batch(List<Item> items, Reply answer) -> Assembly.of(items,
					(item) -> take(endpoint, verified, item).whenKnown(
							(outcome, fault) -> account.batched((outcome != null) ? outcome : new Outcome.Failed())),
					new Outcome.Answered(answer));
		};
	}

	private Pending<Outcome> take(Endpoint endpoint, VerifiedDelivery verified, Item item) {
		return switch (item) {
			case NormalizedEvent event ->
				this.deduplication.once(endpoint, endpoint.topic(), event.id(), new Outcome.Duplicate(event.answer()),
						() -> publish(endpoint, () -> envelope(endpoint, verified, event),
								(published) -> taken(published, event.answer())));
			case Unreadable unreadable -> {
				Reply answer = endpoint.profile().answerUnreadable();
				boolean declined = unreadable.reason() == QuarantineReason.REFUSED_TYPE;
				yield this.deduplication.once(endpoint, Enveloper.QUARANTINE_TOPIC, unreadable.id(),
						declined ? new Outcome.Declined() : new Outcome.Duplicate(answer),
						() -> quarantine(endpoint, verified, unreadable, declined ? new Outcome.Declined()
								: new Outcome.Quarantined(unreadable.reason(), answer)));
			}
		};
	}

	private Envelope envelope(Endpoint endpoint, VerifiedDelivery verified, NormalizedEvent event) {
		this.ledger.account(endpoint.source().id().value(), endpoint.profile().name()).event(event.type());
		return this.enveloper.envelope(endpoint, verified, event);
	}

	private Pending<Outcome> quarantine(Endpoint endpoint, VerifiedDelivery verified, Unreadable unreadable,
			Outcome taken) {
		logger.atWarn()
			.addKeyValue("source", endpoint.source().id())
			.addKeyValue("provider", endpoint.profile().name())
			.addKeyValue("eventId", unreadable.id())
			.addKeyValue("reason", unreadable.reason().label())
			.log("A genuine delivery goes to quarantine");
		return publish(endpoint, () -> this.enveloper.quarantine(endpoint, verified, unreadable), (published) -> taken);
	}

	private Pending<Outcome> publish(Endpoint endpoint, Supplier<Envelope> envelope,
			Function<Published, Outcome> taken) {
		Pending<Outcome> outcome = new Pending<>();
		Pending.of(() -> this.publisher.publish(envelope.get()))
			.whenKnown((published, fault) -> outcome
				.settle((published != null) ? taken.apply(published) : notTaken(endpoint, fault)));
		return outcome;
	}

	private static Outcome taken(Published published, Reply success) {
		return switch (published) {
			case Published.OnKafka onKafka -> new Outcome.Published(success);
			case Published.Spooled spooled -> new Outcome.Spooled(success);
		};
	}

	private static Outcome notTaken(Endpoint endpoint, @Nullable Throwable fault) {
		return switch (fault) {
			case PublicationException.Saturated saturated -> new Outcome.Refused(new Refusal.TooManyInFlight());
			case PublicationException.Refused forEver -> new Outcome.Unavailable();
			case PublicationException.NotAcknowledged absent -> new Outcome.Unavailable();
			case null, default -> failed(endpoint, fault);
		};
	}

	private static Outcome failed(Endpoint endpoint, @Nullable Throwable fault) {
		logger.atError()
			.setCause(fault)
			.addKeyValue("source", endpoint.source().id())
			.addKeyValue("provider", endpoint.profile().name())
			.log("A delivery failed inside the gateway");
		return new Outcome.Failed();
	}

	private static Mono<Outcome> refused(Refusal refusal) {
		return Mono.just(new Outcome.Refused(refusal));
	}

}
