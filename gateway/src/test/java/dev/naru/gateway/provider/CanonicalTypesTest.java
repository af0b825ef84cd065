package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.QuarantineReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same thing has the same type whoever sends it, also where the provider's own type
 * does not tell: bodies that no vector holds, signed as a vector of their provider is.
 */
class CanonicalTypesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"stripe-1 | charge.refunded | {'id':'c','payment_intent':'p','refunded':true} | payment.refunded | payment/p",
			"stripe-1 | charge.refunded | {'id':'c','payment_intent':'p','refunded':false} | payment.partially_refunded | payment/p",
			"stripe-1 | payment_intent.succeeded | {'id':'p','status':'succeeded'} | payment.paid | payment/p",
			"stripe-1 | charge.dispute.closed | {'id':'d','status':'won'} | dispute.won | dispute/d",
			"stripe-1 | charge.dispute.closed | {'id':'d','status':'warning_closed'} | dispute.closed | dispute/d",
			"stripe-1 | charge.succeeded | {'id':'c'} | stripe.charge.succeeded | object/c" })
	void stripe(String vector, String own, String object, String type, String subject) {
		assertEvent(vector, null, "{'id':'e','type':'" + own + "','created':1,'data':{'object':" + object + "}}", type,
				subject);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"payment.updated | {'payment':{'status':'COMPLETED'}} | payment.paid",
			"payment.updated | {'payment':{'status':'COMPLETED','refunded_money':{'currency':'USD'}}} | payment.updated",
			"payment.updated | {'payment':{'status':'CANCELED'}} | payment.voided",
			"payment.created | {'payment':{'status':'APPROVED'}} | payment.authorized" })
	void square(String own, String object, String type) {
		assertEvent("square-1", null, "{'event_id':'e','type':'" + own + "','data':{'id':'p','object':" + object + "}}",
				type, "payment/p");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"pull_request | {'action':'closed','pull_request':{'merged':true},'repository':{'full_name':'o/r'}} | repository.pull_request_merged | repository/o/r",
			"pull_request | {'action':'closed','pull_request':{'merged':false},'repository':{'full_name':'o/r'}} | repository.pull_request_closed | repository/o/r",
			"push | {'ref':'refs/heads/main','repository':{'full_name':'o/r'}} | repository.pushed | repository/o/r",
			"installation | {'action':'deleted','installation':{'id':7}} | installation.deleted | installation/7",
			"team | {'action':'created','organization':{'login':'o'}} | github.team.created | organization/o" })
	void github(String own, String body, String type, String subject) {
		assertEvent("github-1", "X-GitHub-Event: " + own, body, type, subject);
	}

	@ParameterizedTest
	@CsvSource({ "open,opened", "merge,merged", "close,closed", "reopen,reopened", "update,updated",
			"approved,reviewed" })
	void gitlab(String action, String what) {
		assertEvent("gitlab-4", null, "{'project':{'id':31},'object_attributes':{'action':'" + action + "'}}",
				"repository.pull_request_" + what, "repository/31");
	}

	@ParameterizedTest
	@CsvSource({ ",received", "message_changed,edited", "message_deleted,deleted", "file_share,received" })
	void slack(@Nullable String subtype, String what) {
		assertEvent("slack-9", null,
				"{'type':'event_callback','event_id':'e','team_id':'T','event':{'type':'message','channel':'C'"
						+ ((subtype != null) ? ",'subtype':'" + subtype + "'" : "") + "}}",
				"message." + what, "conversation/C");
	}

	@Test
	void lemonsqueezy() {
		assertEvent("lemonsqueezy-1", null,
				"{'meta':{'event_name':'order_created'},'data':{'id':'1','attributes':{'status':'paid'}}}",
				"order.paid", "order/1");
	}

	@ParameterizedTest
	@CsvSource({ "command=%2Fweather&trigger_id=1&team_id=T,/weather",
			"payload=%7B%22type%22%3A%22block_suggestion%22%2C%22trigger_id%22%3A%221%22%7D,block_suggestion" })
	void whatSomebodyAtSlackWaitsForIsNotAcknowledged(String form, String type) {
		Reading reading = read("slack-9", "Content-Type: application/x-www-form-urlencoded", form);

		assertThat(reading).isInstanceOfSatisfying(Unreadable.class, (unreadable) -> {
			assertThat(unreadable.reason()).isEqualTo(QuarantineReason.REFUSED_TYPE);
			assertThat(unreadable.providerType()).isEqualTo(type);
		});
	}

	@Test
	void aButtonPressedAtSlackIsAnEvent() {
		Reading reading = read("slack-9", "Content-Type: application/x-www-form-urlencoded",
				"payload=%7B%22type%22%3A%22block_actions%22%2C%22trigger_id%22%3A%221%22%2C%22team%22%3A%7B%22id%22%3A%22T%22%7D%7D");

		assertThat(reading).isInstanceOfSatisfying(NormalizedEvent.class,
				(event) -> assertThat(event.type()).isEqualTo("slack.block_actions"));
	}

	@Test
	void aSigningTokenOfGitlabProvesAsStandardWebhooksDo() {
		Webhook webhook = Webhook.json("{\"project\":{\"id\":31}}")
			.header("X-Gitlab-Event", "Push Hook")
			.standard("id-1");
		Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("gitlab"), null, Webhook.STANDARD_SECRET);

		VerifiedDelivery verified = TestProfiles.verified(endpoint, webhook);

		assertThat(verified.variant()).isEqualTo("signing-token");
		assertThat(TestProfiles.event(endpoint, webhook).id().value()).isEqualTo("id-1");
	}

	private static void assertEvent(String vector, @Nullable String header, String body, String type, String subject) {
		Reading reading = read(vector, header, body.replace('\'', '"'));

		assertThat(reading).isInstanceOfSatisfying(NormalizedEvent.class, (event) -> {
			Resource resource = Objects.requireNonNull(event.resource());
			assertThat(event.type()).isEqualTo(type);
			assertThat(resource.kind() + "/" + resource.id()).isEqualTo(subject);
		});
	}

	private static Reading read(String name, @Nullable String header, String body) {
		Vector vector = Vector.of(name);
		Webhook webhook = Objects.requireNonNull(Signer.of(vector).sign(body.getBytes(StandardCharsets.UTF_8)));
		if (header != null) {
			int colon = header.indexOf(": ");
			webhook = webhook.header(header.substring(0, colon), header.substring(colon + 2));
		}
		Endpoint endpoint = TestProfiles.endpoint(vector);
		return endpoint.read((VerifiedDelivery) endpoint.verify(webhook.delivery(), vector.now()));
	}

}
