package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where an operator names topics by kind, each event is on the topic of its kind, and
 * what cannot be read in the quarantine beside them.
 */
class TopicsByKindTest {

	@Test
	void everyEventIsOnTheTopicOfItsKind() {
		TestBroker broker = TestBroker.shared();
		String prefix = TestBroker.newName("kinds") + ".";
		try (RunningGateway gateway = RunningGateway.start(broker.bootstrapServers(),
				Map.of("naru.sources.portone.provider", "portone", "naru.sources.portone.secrets",
						Signed.STANDARD_SECRET, "naru.publication.topics.prefix", prefix,
						"naru.publication.topics.name", "{kind}"))) {
			send(gateway, "paid",
					"{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"p\",\"transactionId\":\"t\"}}");
			send(gateway, "unmapped", "{\"type\":\"Weather.Changed\",\"data\":{}}");
			send(gateway, "unreadable", "{");

			assertThat(broker.records(prefix + "payment")).hasSize(1);
			assertThat(broker.records(prefix + "other")).hasSize(1);
			assertThat(broker.records(prefix + "quarantine")).hasSize(1);
			send(gateway, "paid",
					"{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"p\",\"transactionId\":\"t\"}}");
			assertThat(broker.records(prefix + "payment")).hasSize(1);
		}
	}

	private static void send(RunningGateway gateway, String id, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		assertThat(gateway.post("portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body)
			.statusCode()).isEqualTo(200);
	}

}
