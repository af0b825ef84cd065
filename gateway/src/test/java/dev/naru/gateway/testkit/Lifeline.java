package dev.naru.gateway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends a process that a test has started when that test is no more: its standard input is
 * a pipe from the test, and closes with it, whatever it died of.
 */
public final class Lifeline {

	private Lifeline() {
	}

	/**
	 * From now on this process ends, without another word, when its standard input does.
	 */
	public static void hold() {
		Thread.ofPlatform().daemon().name("lifeline").start(() -> {
			awaitEnd(System.in);
			Runtime.getRuntime().halt(1);
		});
	}

	private static void awaitEnd(InputStream stream) {
		try {
			stream.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// Broken is ended.
		}
	}

}
