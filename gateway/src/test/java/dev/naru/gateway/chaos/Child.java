package dev.naru.gateway.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of this test's own, with this JVM's Java and class path. It does not
 * outlive the test.
 */
public final class Child {

	private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
	}

	/** A busy machine takes its time to clear a process away. */
	private static final Duration KILLED_WITHIN = Duration.ofMinutes(1);

	private final String name;

	private final Process process;

	private Child(String name, Process process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * @param name what it is called; its output is appended to the file of that name
	 * @param directory where it runs; created if it is not there
	 * @param flags for the virtual machine
	 * @param main the class to run
	 */
	public static Child start(String name, Path directory, List<String> flags, Class<?> main, List<String> arguments) {
		return start(name, directory, Java.of(flags), main, arguments);
	}

	static Child start(String name, Path directory, Java java, Class<?> main, List<String> arguments) {
		List<String> command = new ArrayList<>(java.flags());
		command.add(main.getName());
		command.addAll(arguments);
		return start(name, directory, java.classPath(), command);
	}

	/**
	 * @param arguments what Java is told
	 */
	public static Child start(String name, Path directory, List<String> arguments) {
		return start(name, directory, Java.of(List.of()).classPath(), arguments);
	}

	private static Child start(String name, Path directory, String classPath, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		try {
			Files.createDirectories(directory);
			File log = directory.resolve(name + ".log").toFile();
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
			builder.environment().put("CLASSPATH", classPath);
			Process process = builder.start();
			RUNNING.add(process);
			return new Child(name, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Ends it on the spot, as SIGKILL does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd(KILLED_WITHIN);
	}

	/**
	 * Asks it to end, as SIGTERM does. {@code Process.destroy} would close its standard
	 * input as well, which is its lifeline.
	 */
	public void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Writes a line to its standard input.
	 */
	void tell(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void awaitEnd(Duration atMost) {
		try {
			if (!this.process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError(this.name + " has not ended within " + atMost.toSeconds() + " s");
			}
			RUNNING.remove(this.process);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
