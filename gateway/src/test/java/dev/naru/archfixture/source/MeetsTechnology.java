package dev.naru.archfixture.source;

import java.security.MessageDigest;
import java.sql.Connection;

import javax.crypto.Mac;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.MeterRegistry;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.WebHandler;
import org.sqlite.SQLiteConfig;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import tools.jackson.databind.JsonNode;

/**
 * Sources are plain values: none of this belongs here.
 */
public final class MeetsTechnology {

	@Nullable MessageDigest hash;

	@Nullable Connection database;

	@Nullable SQLiteConfig sqlite;

	@Nullable Mac mac;

	@JsonProperty
	@Nullable MeterRegistry meters;

	@Nullable KafkaConfig broker;

	@Nullable ProducerRecord<String, String> record;

	@Nullable Logger logger;

	@Nullable YamlEngineException yaml;

	@Nullable Environment environment;

	@Nullable HttpHeaders http;

	@Nullable WebHandler web;

	@Nullable Mono<String> mono;

	@Nullable KafkaSender<String, String> sender;

	@Nullable JsonNode json;

}
