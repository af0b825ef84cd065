package dev.naru.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.naru.gateway.chaos.Child;
import dev.naru.gateway.chaos.Payments;
import dev.naru.gateway.chaos.Ports;
import dev.naru.gateway.chaos.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A server under measurement: a process, started until it has given its first 200.
 */
final class Server implements AutoCloseable {

	private static final long TICK_MICROS = 10_000;

	private static final Duration START_WITHIN = Duration.ofSeconds(90);

	private final String name;

	private final int port;

	private final Child child;

	private final Duration start;

	private @Nullable JMXConnector connection;

	private Server(String name, int port, Child child, Duration start) {
		this.name = name;
		this.port = port;
		this.child = child;
		this.start = start;
	}

	/**
	 * @param launch starts the process on a port
	 */
	static Server start(String name, IntFunction<Child> launch) {
		return start(name, Launch.SOURCE, launch);
	}

	/**
	 * @param source a source that answers when it has started
	 * @param launch starts the process on a port
	 */
	static Server start(String name, String source, IntFunction<Child> launch) {
		int port = Ports.free();
		Payments payments = new Payments(source);
		long began = System.nanoTime();
		Child child = launch.apply(port);
		try (Wire wire = new Wire(port)) {
			for (long number = began; wire.exchange(payments.request(number)) != 200; number++) {
				if (!child.isAlive() || System.nanoTime() - began > START_WITHIN.toNanos()) {
					throw new IllegalStateException(name + " does not start");
				}
				Thread.sleep(5);
			}
			return new Server(name, port, child, Duration.ofNanos(System.nanoTime() - began));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			child.kill();
			throw new IllegalStateException(ex);
		}
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.port;
	}

	/**
	 * From the start of the process to the first 200.
	 */
	Duration startTook() {
		return this.start;
	}

	/**
	 * The processor time that the process has used, its own and the system's for it.
	 */
	long cpuMicros() {
		return cpuMicros(this.child.pid());
	}

	static long cpuMicros(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
			// The second field may hold blanks, and ends with the last bracket.
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Bytes allocated on the heap since the start.
	 */
	long allocated() {
		return inside(ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class).getTotalThreadAllocatedBytes();
	}

	/**
	 * For how long its compilers have worked since the start, together.
	 */
	Duration compiled() {
		return Duration.ofMillis(
				inside(ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class).getTotalCompilationTime());
	}

	private <T extends PlatformManagedObject> T inside(String name, Class<T> type) {
		try {
			JMXConnector open = this.connection;
			if (open == null) {
				open = connect(this.child.pid());
				this.connection = open;
			}
			return ManagementFactory.newPlatformMXBeanProxy(open.getMBeanServerConnection(), name, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JMXConnector connect(long pid) throws IOException {
		try {
			VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
			String address = machine.startLocalManagementAgent();
			machine.detach();
			JMXConnector connector = JMXConnectorFactory.newJMXConnector(new JMXServiceURL(address), null);
			connector.connect();
			return connector;
		}
		catch (AttachNotSupportedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Resident memory now.
	 */
	double rssMebibytes() {
		try {
			return Files.readAllLines(Path.of("/proc", String.valueOf(this.child.pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
				.sum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		close(Duration.ofSeconds(40));
	}

	/**
	 * Asks it to stop and waits until it has.
	 */
	void close(Duration atMost) {
		try {
			if (this.connection != null) {
				this.connection.close();
			}
		}
		catch (IOException ex) {
			// The process ends anyway.
		}
		this.child.terminate();
		this.child.awaitEnd(atMost);
	}

}
