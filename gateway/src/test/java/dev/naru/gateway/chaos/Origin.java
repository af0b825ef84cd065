package dev.naru.gateway.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.testkit.SenderProfiles;
import dev.naru.gateway.testkit.Signed;
import dev.naru.gateway.webhook.EventId;

/**
 * The sources of the gateway, and what their providers send.
 */
enum Origin {

	PORTONE_EAST("portone-east", "portone", Signed.STANDARD_SECRET),

	PORTONE_WEST("portone-west", "portone", "whsec_bmFydS1jaGFvcy1zZWNyZXQtb2YtcG9ydG9uZQ=="),

	POPBILL("popbill", "popbill", "chaos:popbill-password"),

	STEPPAY("steppay", "steppay", Signed.STEPPAY_SECRET),

	STANDARD("standard", "standard-webhooks", "whsec_bmFydS1jaGFvcy1zdGFuZGFyZC1zZWNyZXQ="),

	/** Nothing proves who sends. */
	OPEN("open", "open", "");

	private final String source;

	private final String provider;

	private final String secret;

	Origin(String source, String provider, String secret) {
		this.source = source;
		this.provider = provider;
		this.secret = secret;
	}

	String source() {
		return this.source;
	}

	/**
	 * How a gateway is started that knows all these sources, and {@code pinger}.
	 */
	static List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		for (Origin origin : values()) {
			source(arguments, origin.source, origin.provider, origin.secret);
		}
		arguments.add("--naru.sources." + POPBILL.source + ".variant=basic");
		source(arguments, "pinger", "pinger", "chaos");
		arguments.add("--naru.providers.locations=" + SenderProfiles.folder());
		return arguments;
	}

	private static void source(List<String> arguments, String name, String provider, String secret) {
		arguments.add("--naru.sources." + name + ".provider=" + provider);
		if (!secret.isEmpty()) {
			arguments.add("--naru.sources." + name + ".secrets=" + secret);
		}
	}

	/**
	 * The id that the event will have, where the provider has a choice.
	 */
	String id(String wanted, byte[] body) {
		return switch (this) {
			case PORTONE_EAST, PORTONE_WEST, STANDARD, OPEN -> wanted;
			case STEPPAY -> EventId.ofBody(body).value();
			case POPBILL -> wanted + ":Issue:" + EventId.ofBody(body).value();
		};
	}

	/**
	 * A body without white space, so that it stands on Kafka as a JSON writer would write
	 * it.
	 * @param subject digits
	 */
	byte[] body(String subject, int sequence, Instant time) {
		String body = switch (this) {
			case PORTONE_EAST, PORTONE_WEST ->
				"{\"type\":\"Transaction.Paid\",\"timestamp\":\"" + time + "\",\"data\":{\"paymentId\":\"" + subject
						+ "\",\"storeId\":\"store-chaos\",\"transactionId\":\"" + sequence + "\"}}";
			case POPBILL -> "{\"corpNum\":\"1234567890\",\"franchiseCorpNum\":\"1234567890\",\"itemKey\":\"" + subject
					+ "\",\"stateCode\":300,\"mgtKey\":\"" + sequence + "\",\"eventDT\":\"20260101120000\","
					+ "\"eventType\":\"Issue\",\"interOPYN\":true}";
			case STEPPAY -> "{\"timestamp\":" + time.getEpochSecond()
					+ ",\"version\":\"v1\",\"event\":\"subscription.usage.added\",\"data\":{\"id\":" + subject
					+ ",\"subscriptionItemId\":12,\"accumulatedRecord\":" + sequence + ",\"recordQuotas\":[]}}";
			case OPEN -> "{\"type\":\"object.changed\",\"object\":\"" + subject + "\",\"change\":" + sequence + "}";
			case STANDARD -> "{\"type\":\"order.changed\",\"timestamp\":\"" + time + "\",\"data\":{\"id\":\"" + subject
					+ "\",\"change\":" + sequence + "}}";
		};
		return body.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The headers that make it genuine now.
	 */
	Map<String, String> headers(String id, byte[] body, Instant now) {
		return switch (this) {
			case PORTONE_EAST, PORTONE_WEST, STANDARD -> Signed.standard(this.secret, id, now, body);
			case STEPPAY -> Signed.steppay(this.secret, now, body);
			case POPBILL -> {
				String password = Base64.getEncoder().encodeToString(this.secret.getBytes(StandardCharsets.UTF_8));
				yield Map.of("content-type", "application/json", "pb-webhook-type", "CASHBILL.STATE",
						"pb-webhook-eventtype", "Issue", "pb-webhook-mid", id.replaceFirst(":.*", ""),
						"pb-webhook-corpnum", "1234567890", "authorization", "Basic " + password);
			}
			case OPEN -> Map.of("content-type", "application/json", "x-id", id);
		};
	}

}
