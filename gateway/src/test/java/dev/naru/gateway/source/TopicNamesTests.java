package dev.naru.gateway.source;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TopicNamesTests {

	@ParameterizedTest
	@CsvSource({ "webhooks.,{provider},webhooks.stripe", "webhooks.,{kind},webhooks.payment", "'',{source},shop-kr",
			"staging_,{kind}.{provider}.{source},staging_payment.stripe.shop-kr", "webhooks.,all,webhooks.all",
			"w-,{kind}{kind},w-paymentpayment" })
	void aTopicIsNamedByThePattern(String prefix, String name, String topic) {
		TopicNames names = new TopicNames(prefix, name);

		assertThat(names.topic("stripe", "payment", "shop-kr")).isEqualTo(topic);
		assertThat(names.quarantine()).isEqualTo(prefix + "quarantine");
		assertThatNoException().isThrownBy(() -> names.check(Map.of(topic, "")));
	}

	@Test
	void aNameThatIsTooLongIsToldByItsPlace() {
		TopicNames names = new TopicNames("p".repeat(239), "{source}");
		String topic = names.topic("stripe", "payment", "shop-of-the-year");

		ConfigurationException problem = catchThrowableOfType(ConfigurationException.class,
				() -> names.check(Map.of(topic, "")));

		assertThat(problem.place()).isEqualTo("naru.publication.topics.name");
		assertThat(problem.cure()).contains("249");
		assertThat(
				catchThrowableOfType(ConfigurationException.class, () -> new TopicNames("p".repeat(240), "x")).place())
			.isEqualTo("naru.publication.topics.prefix");
	}

	@Test
	void topicsThatDifferInDotsAndUnderscoresAloneAreRefused() {
		TopicNames names = new TopicNames("webhooks.", "{kind}");

		ConfigurationException problem = catchThrowableOfType(ConfigurationException.class,
				() -> names.check(Map.of("webhooks_quarantine", "naru.sources.shop.topic")));

		assertThat(problem.place()).isEqualTo("naru.sources.shop.topic");
		assertThat(problem).hasMessageContaining("webhooks.quarantine").hasMessageContaining("webhooks_quarantine");
	}

	@Test
	void noEventGoesToTheQuarantine() {
		TopicNames names = new TopicNames("webhooks.", "{source}");

		ConfigurationException problem = catchThrowableOfType(ConfigurationException.class,
				() -> names.check(Map.of(names.topic("stripe", "payment", "quarantine"), "")));

		assertThat(problem.place()).isEqualTo("naru.publication.topics.name");
		assertThat(problem).hasMessageContaining("which is the quarantine's");
	}

}
