package dev.naru.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway.
 */
@SpringBootApplication
public class NaruGateway {

	public static void main(String[] args) {
		SpringApplication.run(NaruGateway.class, args);
	}

}
