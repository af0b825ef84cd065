package dev.naru.gateway.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports on which a process can come back after it was killed. They are below those that
 * the system gives to clients: who tries to connect to one of those while nobody listens
 * there may be given that very port, and hold it.
 */
public final class Ports {

	private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

	private Ports() {
	}

	public static int free() {
		for (int attempt = 0; attempt < 1000; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
			if (isFree(port) && GIVEN.add(port)) {
				return port;
			}
		}
		throw new IllegalStateException("no port is free");
	}

	/**
	 * Ports as one argument.
	 */
	static String join(List<Integer> ports) {
		return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	static List<Integer> parse(String ports) {
		return Stream.of(ports.split(",")).map(Integer::valueOf).toList();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
