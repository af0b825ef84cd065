package dev.naru.gateway.ingress;

import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceivedHeadersTest {

	private final HttpHeaders fields = new DefaultHttpHeaders();

	private final ReceivedHeaders headers = new ReceivedHeaders(this.fields);

	@Test
	void findsFieldsByNameInAnyCase() {
		this.fields.add("Webhook-Id", "msg_1");

		assertThat(this.headers.only("webhook-id")).isEqualTo("msg_1");
		assertThat(this.headers.only("WEBHOOK-ID")).isEqualTo("msg_1");
		assertThat(this.headers.all("webhook-Id")).containsExactly("msg_1");
	}

	@Test
	void givesAllLinesInOrder() {
		this.fields.add("x-forwarded-for", "192.0.2.1").add("X-Forwarded-For", "192.0.2.2");

		assertThat(this.headers.all("x-forwarded-for")).containsExactly("192.0.2.1", "192.0.2.2");
	}

	@Test
	void givesEveryLineAsItWasSent() {
		this.fields.add("Host", "naru").add("X-B", "2").add("x-b", "1");
		List<String> lines = new ArrayList<>();

		this.headers.forEach((name, value) -> lines.add(name + ": " + value));

		assertThat(lines).containsExactlyInAnyOrder("Host: naru", "X-B: 2", "x-b: 1")
			.containsSubsequence("X-B: 2", "x-b: 1");
	}

	@Test
	void trustsNoFieldThatIsAbsentEmptyOrRepeated() {
		this.fields.add("empty", "").add("repeated", "a").add("repeated", "a").add("half", "a").add("half", "");

		assertThat(this.headers.only("absent")).isNull();
		assertThat(this.headers.only("empty")).isNull();
		assertThat(this.headers.only("repeated")).isNull();
		assertThat(this.headers.only("half")).isNull();
		assertThat(this.headers.all("absent")).isEmpty();
	}

}
