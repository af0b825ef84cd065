package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers by name, as they are written to a file and read again. Those of several runs
 * are added, except that of the slowest the slowest is kept.
 */
final class Table {

	private static final String SLOWEST = "slowest";

	private final Map<String, Long> rows = new LinkedHashMap<>();

	/**
	 * @param file as {@link #toString} gives it; what is no row is ignored
	 */
	static Table read(Path file) throws IOException {
		Table table = new Table();
		for (String line : Files.readAllLines(file)) {
			String[] cells = line.split("\\|", -1);
			if (cells.length == 4 && cells[2].strip().matches("\\d+")) {
				table.row(cells[1].strip(), Long.parseLong(cells[2].strip()));
			}
		}
		return table;
	}

	/**
	 * @param files as {@link #read} takes them
	 */
	static Table sum(List<Path> files) throws IOException {
		Table sum = new Table();
		for (Path file : files) {
			sum.add(read(file));
		}
		return sum;
	}

	Table row(String name, long number) {
		this.rows.put(name, number);
		return this;
	}

	long get(String name) {
		return this.rows.getOrDefault(name, 0L);
	}

	private void add(Table other) {
		other.rows
			.forEach((name, number) -> this.rows.merge(name, number, name.startsWith(SLOWEST) ? Math::max : Long::sum));
	}

	@Override
	public String toString() {
		return this.rows.entrySet()
			.stream()
			.map((row) -> String.format(Locale.ROOT, "| %-40s | %12d |%n", row.getKey(), row.getValue()))
			.collect(Collectors.joining());
	}

}
