package dev.naru.gateway.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerConfigurationTest {

	@TempDir
	Path folder;

	private ApplicationContextRunner gateway() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withUserConfiguration(BrokerConfiguration.class)
			.withBean(BrokerProperties.class, () -> new BrokerProperties(0, this.folder));
	}

	@Test
	void startsABrokerWhereNoneIsConfigured() {
		// Given no bootstrap servers, and a bean that talks to Kafka as it is closed
		// When the gateway starts
		gateway().withUserConfiguration(LastWord.class).run((context) -> {

			// Then Boot's own clients are pointed at the embedded broker
			String bootstrap = context.getBean(EmbeddedBroker.class).bootstrapServers();
			assertThat(context.getBean(KafkaAdmin.class).getConfigurationProperties())
				.containsEntry(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, List.of(bootstrap));

			// And it outlives those who use it
			LastWord.Client client = context.getBean(LastWord.Client.class);
			context.close();
			assertThat(client.nodesAtClose).isEqualTo(1);
		});
	}

	@Test
	void startsNoneWhereTheOperatorNamesOne() {
		// Given bootstrap servers, written as a list element by element
		// When the gateway starts
		gateway().withPropertyValues("spring.kafka.bootstrap-servers[0]=kafka-1:9092").run((context) -> {

			// Then they are used and no broker is started
			assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedBroker.class);
			assertThat(context.getBean(KafkaAdmin.class).getConfigurationProperties())
				.containsEntry(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, List.of("kafka-1:9092"));
		});
	}

	@Test
	void refusesToGuessWhereThereIsNoBrokerToStart() {
		// Given no bootstrap servers, and a build without the broker's classes
		// When the gateway starts
		gateway().withClassLoader(new FilteredClassLoader(KafkaRaftServer.class)).run((context) -> {

			// Then it fails and says which key is missing
			assertThat(context).hasFailed();
			assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(ConfigurationException.class,
						(ex) -> assertThat(ex.place()).isEqualTo("spring.kafka.bootstrap-servers"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class LastWord {

		@Bean
		Client client(KafkaAdmin admin) {
			return new Client(admin);
		}

		static final class Client implements DisposableBean {

			private final Map<String, Object> configuration;

			int nodesAtClose;

			Client(KafkaAdmin admin) {
				this.configuration = admin.getConfigurationProperties();
			}

			@Override
			public void destroy() throws Exception {
				try (Admin admin = Admin.create(this.configuration)) {
					this.nodesAtClose = admin.describeCluster().nodes().get().size();
				}
			}

		}

	}

}
