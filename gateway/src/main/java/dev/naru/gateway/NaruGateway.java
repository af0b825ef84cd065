package dev.naru.gateway;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
			System.exit(
					new CheckCommand(utf8(FileDescriptor.out), utf8(FileDescriptor.err), Clock.systemUTC()).run(args));
		}
		SpringApplication.run(NaruGateway.class, args);
	}

	/**
	 * Whatever the locale: what a check prints is read again.
	 */
	private static PrintStream utf8(FileDescriptor file) {
		return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
	}

}
