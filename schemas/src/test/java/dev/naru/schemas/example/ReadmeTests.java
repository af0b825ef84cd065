package dev.naru.schemas.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Python consumer on the README, run on records in place of a broker.
 */
final class ReadmeTests {

	/**
	 * Gives records in either mode, and what is no event, then ends the program.
	 */
	private static final String CONFLUENT_KAFKA = """
			import json

			class Message:
			    def __init__(self, value, **headers):
			        self._value, self._headers = value, [(n.replace("__", "-"), v.encode()) for n, v in headers.items()]
			    def value(self): return self._value
			    def headers(self): return self._headers or None
			    def error(self): return None

			ATTRIBUTES = {"specversion": "1.0", "id": "1", "source": "/sources/a", "type": "payment.paid"}
			DATA = '{"payload":{"amount":1000000000000000.10}}'
			STRUCTURED = json.dumps(ATTRIBUTES)[:-1] + ',"data":' + DATA + "}"

			def messages():
			    own = {"naru__id": "1", "naru__source": "/sources/a"}
			    cloudevents = {"content__type": "application/cloudevents+json; charset=UTF-8"}
			    yield Message(None)
			    yield Message(STRUCTURED.encode(), naru__type="payment.paid", **own, **cloudevents)
			    yield Message(STRUCTURED.encode(), naru__type="naru.quarantined", **own, **cloudevents)
			    yield Message(STRUCTURED.encode(), **cloudevents)
			    yield None
			    yield Message(DATA.encode(), naru__type="payment.paid", **own, content__type="application/json",
			                  **{"ce_" + name: value for name, value in ATTRIBUTES.items()})
			    raise SystemExit

			class Consumer:
			    def __init__(self, configuration):
			        assert configuration["enable.auto.commit"] is False
			        self._messages = messages()
			    def subscribe(self, topics): pass
			    def poll(self, timeout): return next(self._messages)
			    def commit(self, message, asynchronous): print("commit")
			""";

	@Test
	void thePythonConsumerCommitsAfterTheWorkAndKeepsDecimals(@TempDir Path folder) throws Exception {
		// Given
		String page = Files.readString(Path.of("../README.md"));
		String program = page.substring(page.indexOf("```python\n") + "```python\n".length());
		Files.writeString(folder.resolve("confluent_kafka.py"), CONFLUENT_KAFKA);
		Files.writeString(folder.resolve("consumer.py"), program.substring(0, program.indexOf("```")));
		// When
		List<String> lines = run(folder, "python3", "consumer.py");
		// Then
		String event = "payment.paid None 1 {'amount': Decimal('1000000000000000.10')}";
		assertThat(lines).containsExactly("commit", event, "commit", "commit", "commit", event, "commit");
	}

	private static List<String> run(Path folder, String... command) throws IOException, InterruptedException {
		Path output = folder.resolve("output");
		Process process;
		try {
			process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
		}
		catch (IOException ex) {
			return Assumptions.abort("there is no " + command[0] + " here");
		}
		int exit = process.waitFor();
		List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
		assertThat(exit).as("%s", lines).isZero();
		return lines;
	}

}
