package dev.naru.gateway.lint;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests as the gateway would, up to where they would be published.
 *
 * @param endpoint where they go
 * @param out where it is told what they are
 */
record Rehearsal(Endpoint endpoint, PrintStream out) {

	/**
	 * @return whether it is genuine, and something that the profile knows
	 */
	boolean run(Delivery delivery) {
		if (!this.endpoint.methods().contains(delivery.method())) {
			return refused("the method " + delivery.method() + " is not taken", 405,
					"send it by " + String.join(" or ", this.endpoint.methods()));
		}
		if (delivery.method().equals("GET")) {
			Reply reply = this.endpoint.challenge(delivery);
			return (reply != null) ? handshake(reply) : refused("the token is not the expected one", 401,
					"compare the query with 'challenge' in the profile, and with 'config' of the source");
		}
		if (!this.endpoint.profile().accepts(delivery.mediaType())) {
			return refused("the media type " + delivery.mediaType() + " is not taken", 415,
					"add its format to 'accepts' in the profile");
		}
		return switch (this.endpoint.verify(delivery, delivery.receivedAt())) {
			case Verdict.Forged(Flaw flaw) -> refused("forged: " + flaw.label(), 401, Cures.of(flaw));
			case Verdict.Undecided undecided -> {
				tell("undecided", "it takes the certificate at " + undecided.certificate().url()
						+ ", and a check fetches nothing");
				yield true;
			}
			case VerifiedDelivery verified -> {
				tell("genuine", "by variant " + verified.variant() + ": " + verified.authenticity().label()
						+ ", which covers of the body: " + verified.coverage().label());
				yield read(this.endpoint.read(verified));
			}
		};
	}

	private boolean read(Reading reading) {
		return switch (reading) {
			case Reading.Handshake(Reply reply) -> handshake(reply);
			case NormalizedEvent event -> event(event);
			case Reading.Batch(List<Reading.Item> items, Reply reply) -> batch(items, reply);
			case Unreadable unreadable -> {
				tell("quarantine", unreadable.reason().label());
				tell("id", unreadable.id().value());
				tell("called", unreadable.providerType());
				tell("cure", Cures.of(unreadable.reason()));
				yield unreadable.reason() == QuarantineReason.REFUSED_TYPE;
			}
		};
	}

	private boolean handshake(Reply reply) {
		tell("handshake", "no event");
		answer(reply);
		return true;
	}

	private boolean batch(List<Reading.Item> items, Reply reply) {
		tell("events", Integer.toString(items.size()));
		boolean good = true;
		for (Reading.Item item : items) {
			good &= read(item);
		}
		answer(reply);
		return good;
	}

	private boolean event(NormalizedEvent event) {
		if (event.coverage() == Coverage.BODY_ONLY) {
			tell("covered", "the body only (body_only): something else is read from a place that is not signed");
		}
		tell("id", event.id().value());
		tell("type", event.type() + (isKnown(event.type()) ? "" : "   (no type of the catalogue)"));
		tell("called", event.providerType());
		Reading.Resource resource = event.resource();
		tell("subject", (resource != null) ? resource.kind() + "/" + resource.id() : "none");
		tell("time", (event.time() != null) ? event.time().toString() : "none");
		tell("state", event.state());
		tell("sequence", event.sequence());
		tell("references",
				event.references()
					.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining(", ")));
		answer(event.answer());
		return true;
	}

	private static boolean isKnown(String type) {
		return Schemas.eventTypes().stream().map(EventType::type).anyMatch(type::equals);
	}

	private void answer(Reply reply) {
		tell("answer", reply.status() + ((reply.contentType() != null) ? " " + reply.contentType() : "")
				+ (reply.body().isEmpty() ? "" : "   " + reply.body()));
	}

	private boolean refused(String what, int status, String cure) {
		tell("refused", what);
		tell("answer", Integer.toString(status));
		tell("cure", cure);
		return false;
	}

	/**
	 * Says one thing, if there is anything to say.
	 */
	private void tell(String what, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			this.out.printf("  %-11s %s%n", what, text);
		}
	}

}
