package dev.naru.gateway;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway, or checks a profile: {@code check FILE}.
 */
@SpringBootApplication
public class NaruGateway {

	public static void main(String[] args) {
		if (CheckCommand.isMeant(args)) {
			System.exit(new CheckCommand(System.out, Clock.systemUTC()).run(args));
		}
		SpringApplication.run(NaruGateway.class, args);
	}

}
