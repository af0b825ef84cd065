package dev.naru.gateway.bench;

import java.util.Map;
import java.util.concurrent.Future;

import dev.naru.gateway.testkit.Lifeline;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The least that a server can do that answers when Kafka has acknowledged: Reactor
 * Netty's own, one Kafka producer, told what the gateway's is told, and nothing else. It
 * verifies nothing and reads nothing.
 */
final class CeilingMain {

	private final String topic;

	private final Producer<byte[], byte[]> producer;

	private CeilingMain(String topic, Producer<byte[], byte[]> producer) {
		this.topic = topic;
		this.producer = producer;
	}

	/**
	 * @param args its port, Kafka's bootstrap servers and the topic
	 */
	public static void main(String[] args) {
		Lifeline.hold();
		Producer<byte[], byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, args[1], ProducerConfig.ACKS_CONFIG, "all",
						ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1,
						ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024),
				new ByteArraySerializer(), new ByteArraySerializer());
		producer.partitionsFor(args[2]);
		HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.handle(new CeilingMain(args[2], producer)::handle)
			.bindNow()
			.onDispose()
			.block();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asByteArray()
			.flatMap(this::send)
			.then(response.header("content-length", "0").send());
	}

	private Mono<RecordMetadata> send(byte[] body) {
		return Mono.create((sink) -> {
			Future<RecordMetadata> unused = this.producer.send(new ProducerRecord<>(this.topic, body),
					(metadata, fault) -> {
						if (fault != null) {
							sink.error(fault);
						}
						else {
							sink.success(metadata);
						}
					});
		});
	}

}
