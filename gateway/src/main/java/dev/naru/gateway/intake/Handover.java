package dev.naru.gateway.intake;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.envelope.KeptRequest;
import dev.naru.gateway.logging.LimitedLogger;
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
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a genuine delivery holds, taken to where it is safe: reading, deduplication,
 * envelope, publication.
 *
 * @param enveloper wraps events
 * @param publisher takes them to safety
 * @param deduplication lets each through once
 */
record Handover(Enveloper enveloper, Publisher publisher, Deduplication deduplication) {

	private static final LimitedLogger logger = LimitedLogger.of(Handover.class);

	/**
	 * @param account the books of the source
	 * @return what becomes of it
	 */
	Mono<Outcome> read(Endpoint endpoint, VerifiedDelivery verified, Ledger.Account account) {
		account.verified(verified.variant(), verified.slot());
		KeptRequest kept = new KeptRequest(endpoint, verified);
		return switch (endpoint.read(verified)) {
			case Handshake(Reply reply) -> Mono.just(new Outcome.Answered(reply));
			case Item item -> take(endpoint, verified, kept, item, account);
			case Batch(List<Item> items, Reply answer) -> Assembly.of(items,
					(item) -> take(endpoint, verified, kept, item, account).whenKnown(
							(outcome, fault) -> account.batched((outcome != null) ? outcome : new Outcome.Failed())),
					new Outcome.Answered(answer));
		};
	}

	private Pending<Outcome> take(Endpoint endpoint, VerifiedDelivery verified, KeptRequest kept, Item item,
			Ledger.Account account) {
		String digest = item.digest();
		return switch (item) {
			case NormalizedEvent event -> this.deduplication.once(endpoint, this.enveloper.source(endpoint),
					endpoint.topic(event.type()), event.id(), digest, new Outcome.Duplicate(event.answer()),
					() -> publish(endpoint, () -> envelope(endpoint, verified, event, digest, account),
							(published) -> taken(published, event.answer())));
			case Unreadable unreadable -> {
				Reply answer = endpoint.profile().answerUnreadable();
				boolean declined = unreadable.reason() == QuarantineReason.REFUSED_TYPE;
				yield this.deduplication.once(endpoint, this.enveloper.source(endpoint), endpoint.quarantine(),
						unreadable.id(), digest, declined ? new Outcome.Declined() : new Outcome.Duplicate(answer),
						() -> quarantine(endpoint, kept, unreadable, digest, declined ? new Outcome.Declined()
								: new Outcome.Quarantined(unreadable.reason(), answer)));
			}
		};
	}

	private Envelope envelope(Endpoint endpoint, VerifiedDelivery verified, NormalizedEvent event,
			@Nullable String digest, Ledger.Account account) {
		account.event(event.type());
		return this.enveloper.envelope(endpoint, verified, event, digest);
	}

	private Pending<Outcome> quarantine(Endpoint endpoint, KeptRequest kept, Unreadable unreadable,
			@Nullable String digest, Outcome taken) {
		String source = endpoint.source().id().value();
		String reason = unreadable.reason().label();
		logger.warn("A genuine delivery goes to quarantine", source + ' ' + reason,
				(line) -> line.addKeyValue("source", source)
					.addKeyValue("provider", endpoint.profile().name())
					.addKeyValue("eventId", unreadable.id().value())
					.addKeyValue("reason", reason));
		return publish(endpoint, () -> this.enveloper.quarantine(kept, unreadable, digest), (published) -> taken);
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
			case PublicationException.TooLarge large -> new Outcome.Refused(new Refusal.ContentTooLarge());
			case PublicationException.Refused forEver -> new Outcome.Unavailable();
			case PublicationException.NotAcknowledged absent -> new Outcome.Unavailable();
			case null, default -> failed(endpoint, fault);
		};
	}

	/**
	 * A fault of our own.
	 */
	static Outcome failed(Endpoint endpoint, @Nullable Throwable fault) {
		String source = endpoint.source().id().value();
		logger.error("A delivery failed inside the gateway", source, fault,
				(line) -> line.addKeyValue("source", source).addKeyValue("provider", endpoint.profile().name()));
		return new Outcome.Failed();
	}

}
