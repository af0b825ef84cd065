package dev.naru.gateway.lint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.naru.gateway.acknowledgement.Answer;
import dev.naru.gateway.acknowledgement.Answers;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Judgement;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request as the gateway would, up to where it would be published.
 */
final class Rehearsal {

	static final String HANDSHAKE = "handshake";

	static final String UNDECIDED = "undecided";

	/** No answer of a rehearsal says when to come again. */
	private static final Answers ANSWERS = new Answers(0);

	private final Endpoint endpoint;

	private final boolean showsMessage;

	private final List<String> told = new ArrayList<>();

	private final List<String> advice = new ArrayList<>();

	private final List<SampleResult.Item> items = new ArrayList<>();

	private int status;

	private boolean good = true;

	/**
	 * @param endpoint where the request goes
	 * @param showsMessage whether the message that is signed is told of good ones too
	 */
	Rehearsal(Endpoint endpoint, boolean showsMessage) {
		this.endpoint = endpoint;
		this.showsMessage = showsMessage;
	}

	SampleResult run(Delivery delivery) {
		String method = delivery.method();
		if (!this.endpoint.methods().contains(method)) {
			refused(new Refusal.MethodNotAllowed(this.endpoint.methods()), "the method " + method + " is not taken",
					Cures.ofMethod(method, this.endpoint.methods()));
		}
		else if (!this.endpoint.takesBody(method, delivery.headers())) {
			body(delivery);
		}
		else {
			judge(delivery, delivery.receivedAt());
		}
		return new SampleResult(this.status, this.items, this.good, this.told, this.advice);
	}

	private void body(Delivery delivery) {
		boolean compressed = this.endpoint.profile().accepts(delivery.mediaType());
		refused(new Refusal.UnsupportedMediaType(),
				compressed ? "a compressed body is not taken"
						: "the media type " + delivery.mediaType() + " is not taken",
				compressed ? "have the provider send it as it is, without Content-Encoding"
						: Cures.ofMediaType(delivery.mediaType()));
	}

	private void judge(Delivery delivery, Instant now) {
		switch (this.endpoint.judge(delivery, now)) {
			case Judgement.Captured captured -> handshake(
					"a secret for this source, which the management port shows once", this.endpoint.profile().answer());
			case Judgement.Answered(Reply reply) -> handshake("no event", reply);
			case Judgement.Judged(Verdict.Forged(Flaw flaw)) -> forged(delivery, now, flaw);
			case Judgement.Judged(Verdict.Undecided undecided) -> {
				tell(UNDECIDED, "it takes the certificate at " + undecided.certificate().url()
						+ ", and a check fetches nothing");
				this.items.add(new SampleResult.Item(UNDECIDED, Map.of()));
				message(delivery, now, this.showsMessage ? this.told : this.advice);
			}
			case Judgement.Judged(VerifiedDelivery verified) -> {
				tell("genuine", "by variant " + verified.variant() + ": " + verified.authenticity().label()
						+ ", which covers of the body: " + verified.coverage().label());
				if (this.showsMessage) {
					message(delivery, now, this.told);
				}
				read(this.endpoint.read(verified), verified.variant());
			}
		}
	}

	private void forged(Delivery delivery, Instant now, Flaw flaw) {
		refused(new Refusal.NotGenuine(flaw), "forged: " + flaw.label(), Cures.of(flaw));
		if (flaw == Flaw.SIGNATURE_MISMATCH || this.showsMessage) {
			message(delivery, now, this.showsMessage ? this.told : this.advice);
		}
	}

	private void message(Delivery delivery, Instant now, List<String> lines) {
		lines.addAll(new MessagePrinter(this.endpoint).lines(delivery, now));
	}

	private void read(Reading reading, String variant) {
		switch (reading) {
			case Reading.Handshake(Reply reply) -> handshake("no event", reply);
			case Reading.Item item -> answer(item(item, variant));
			case Reading.Batch(List<Reading.Item> several, Reply reply) -> {
				tell("events", Integer.toString(several.size()));
				Outcome worst = new Outcome.Answered(reply);
				for (Reading.Item item : several) {
					worst = worst.worse(item(item, variant));
				}
				answer(worst);
			}
		}
	}

	private Outcome item(Reading.Item item, String variant) {
		return switch (item) {
			case NormalizedEvent event -> event(event, variant);
			case Unreadable unreadable -> unreadable(unreadable, variant);
		};
	}

	private Outcome unreadable(Unreadable unreadable, String variant) {
		QuarantineReason reason = unreadable.reason();
		Map<String, String> said = new TreeMap<>();
		tell("quarantine", reason.label());
		say(said, "id", unreadable.id().value());
		say(said, "called", unreadable.providerType());
		said.put("variant", variant);
		this.advice.add(line("cure", Cures.of(reason)));
		this.good &= reason == QuarantineReason.REFUSED_TYPE;
		this.items.add(new SampleResult.Item(reason.label(), said));
		return (reason == QuarantineReason.REFUSED_TYPE) ? new Outcome.Declined()
				: new Outcome.Quarantined(reason, this.endpoint.profile().answerUnreadable());
	}

	private Outcome event(NormalizedEvent event, String variant) {
		Map<String, String> said = new TreeMap<>();
		if (event.coverage() == Coverage.BODY_ONLY) {
			tell("covered", "the body only (body_only): something else is read from a place that is not signed");
		}
		Reading.Resource resource = event.resource();
		say(said, "id", event.id().value());
		said.put("type", event.type());
		tell("type", event.type() + (isKnown(event.type()) ? "" : "   (no type of the catalogue)"));
		say(said, "called", event.providerType());
		say(said, "subject", (resource != null) ? resource.kind() + "/" + resource.id() : Expectation.NONE);
		say(said, "time", (event.time() != null) ? event.time().toString() : Expectation.NONE);
		say(said, "state", event.state());
		say(said, "sequence", event.sequence());
		event.references().forEach((name, id) -> said.put(Expectation.REFERENCE + name, id));
		tell("references",
				event.references()
					.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining(", ")));
		said.put("coverage", event.coverage().label());
		said.put("variant", variant);
		this.items.add(new SampleResult.Item("", said));
		return new Outcome.Published(event.answer());
	}

	private static boolean isKnown(String type) {
		return Schemas.eventTypes().stream().map(EventType::type).anyMatch(type::equals);
	}

	private void handshake(String what, Reply reply) {
		tell(HANDSHAKE, what);
		this.items.add(new SampleResult.Item(HANDSHAKE, Map.of()));
		answer(new Outcome.Answered(reply));
	}

	private void refused(Refusal refusal, String what, String cure) {
		tell("refused", what);
		Answer answer = ANSWERS.of(new Outcome.Refused(refusal));
		this.status = answer.status();
		tell("answer", Integer.toString(answer.status()));
		this.advice.add(line("cure", cure));
		this.items.add(new SampleResult.Item(refusal.reason(), Map.of()));
		this.good = false;
	}

	private void answer(Outcome outcome) {
		Answer answer = ANSWERS.of(outcome);
		String type = answer.headers().get("Content-Type");
		this.status = answer.status();
		tell("answer", answer.status() + ((type != null) ? " " + type : "")
				+ (answer.body().isEmpty() ? "" : "   " + answer.body()));
	}

	private void say(Map<String, String> said, String what, @Nullable String text) {
		if (text != null) {
			said.put(what, text);
		}
		tell(what, text);
	}

	/**
	 * Says one thing, if there is anything to say.
	 */
	private void tell(String what, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			this.told.add(line(what, text));
		}
	}

	static String line(String what, String text) {
		return "  %-11s %s".formatted(what, text);
	}

}
