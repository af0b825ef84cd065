package dev.naru.gateway.chaos;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java as a child is started with it.
 *
 * @param classPath absolute, because a child runs elsewhere
 * @param flags for the virtual machine
 */
record Java(String classPath, List<String> flags) {

	/** As small as somebody might run it. */
	static final Java SMALL = of(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

	/**
	 * The class path of this JVM.
	 */
	static Java of(List<String> flags) {
		return new Java(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator)), flags);
	}

	Java with(String flag) {
		List<String> more = new ArrayList<>(this.flags);
		more.add(flag);
		return new Java(this.classPath, more);
	}

}
