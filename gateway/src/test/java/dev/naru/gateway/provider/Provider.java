package dev.naru.gateway.provider;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Parameters;

/**
 * A provider that sends what a test has it say, signed as it signs.
 *
 * @param name the name of its profile
 */
record Provider(String name) {

	private static final String TIME = Long.toString(Webhook.NOW.getEpochSecond());

	private static final KeyPair ELLIPTIC = Signing.keys("EC", 256, 1);

	private static final KeyPair EDWARDS = Signing.keys("Ed25519", 255, 1);

	/**
	 * Reads a webhook that is one event, or the first of several.
	 * @param headers each {@code Name: value}
	 */
	NormalizedEvent event(String body, String... headers) {
		Reading.Item first = items(body, headers).get(0);
		if (first instanceof NormalizedEvent event) {
			return event;
		}
		throw new AssertionError("not an event: " + first);
	}

	/**
	 * What becomes of a webhook, or of each of several events in it.
	 */
	List<Reading.Item> items(String body, String... headers) {
		return switch (read(body, headers)) {
			case Reading.Batch(List<Reading.Item> items, var answer) -> items;
			case Reading.Item item -> List.of(item);
			case Reading other -> throw new AssertionError("not an event: " + other);
		};
	}

	/**
	 * What becomes of a webhook.
	 */
	Reading read(String body, String... headers) {
		return switch (this.name) {
			case "sendgrid" -> {
				byte[] signature = Signing.signed("SHA256withECDSA", ELLIPTIC, Signing.bytes(TIME + body));
				yield read(Signing.base64(ELLIPTIC.getPublic().getEncoded()),
						with(Webhook.json(body), headers)
							.header("X-Twilio-Email-Event-Webhook-Signature", Signing.base64(signature))
							.header("X-Twilio-Email-Event-Webhook-Timestamp", TIME));
			}
			case "discord" -> {
				byte[] key = EDWARDS.getPublic().getEncoded();
				byte[] signature = Signing.signed("Ed25519", EDWARDS, Signing.bytes(TIME + body));
				yield read(Signing.hex(Arrays.copyOfRange(key, key.length - 32, key.length)),
						with(Webhook.json(body), headers).header("X-Signature-Ed25519", Signing.hex(signature))
							.header("X-Signature-Timestamp", TIME));
			}
			case "mailgun" -> {
				String mac = Signing.hex(Signing.hmacSha256(Signing.bytes("key"), Signing.bytes(TIME + "token")));
				yield read("key", Webhook.json("{\"signature\":{\"timestamp\":\"" + TIME
						+ "\",\"token\":\"token\",\"signature\":\"" + mac + "\"},\"event-data\":" + body + "}"));
			}
			case "twilio" -> twilio("https://hooks.example.com/in/twilio", "", body, headers);
			default -> signedAsAVector(body, headers);
		};
	}

	/**
	 * Twilio's webhook to a URL that was entered.
	 * @param query the query as it is sent, perhaps empty
	 */
	static Reading twilio(String entered, String query, String body, String... headers) {
		boolean json = body.startsWith("[") || body.startsWith("{");
		String sent = json ? "bodySHA256=" + Signing.hex(Signing.sha256(Signing.bytes(body))) : query;
		StringBuilder message = new StringBuilder(entered).append(json ? "?" + sent : "");
		if (!json) {
			new TreeMap<>(Parameters.parse(body).values()).forEach(
					(name, values) -> new TreeSet<>(values).forEach((value) -> message.append(name).append(value)));
		}
		Webhook webhook = with(json ? Webhook.json(body) : Webhook.form(body), headers).header("X-Twilio-Signature",
				Signing.base64(sha1("token", message.toString())));
		return TestProfiles.read(
				TestProfiles.endpoint(TestProfiles.builtIn("twilio"), null, Map.of(), URI.create(entered), "token"),
				sent.isEmpty() ? webhook : webhook.query(sent));
	}

	private static byte[] sha1(String key, String message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(Signing.bytes(key), "HmacSHA1"));
			return mac.doFinal(Signing.bytes(message));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Reading read(String secret, Webhook webhook) {
		return TestProfiles.read(TestProfiles.endpoint(TestProfiles.builtIn(this.name), null, secret), webhook);
	}

	private Reading signedAsAVector(String body, String... headers) {
		Vector vector = Vector.all()
			.filter((one) -> one.provider().equals(this.name) && one.body().length > 0 && TestProfiles.isGenuine(one))
			.findFirst()
			.orElseThrow();
		Webhook webhook = with(vector.webhook(), headers);
		Webhook signed = Objects.requireNonNull(Signer.of(vector)
			.sign(new Webhook(webhook.method(), webhook.query(), webhook.headers(), Signing.bytes(body))));
		Endpoint endpoint = TestProfiles.endpoint(vector);
		return endpoint.read((VerifiedDelivery) endpoint.verify(signed.delivery(), vector.now()));
	}

	private static Webhook with(Webhook webhook, String... headers) {
		Webhook changed = webhook;
		for (String header : headers) {
			int colon = header.indexOf(':');
			String value = header.substring(colon + 1).strip();
			changed = value.isEmpty() ? changed.header(header.substring(0, colon))
					: changed.header(header.substring(0, colon), value);
		}
		return changed;
	}

}
