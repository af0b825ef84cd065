package dev.naru.gateway.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Header fields in a map.
 *
 * @param fields the values of each name; the case of a name does not count
 */
record ListedHeaders(Map<String, List<String>> fields) implements Headers {

	static ListedHeaders of(Map<String, List<String>> fields) {
		Map<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		fields.forEach((name, values) -> folded.computeIfAbsent(name, (absent) -> new ArrayList<>()).addAll(values));
		return new ListedHeaders(folded);
	}

	@Override
	public List<String> all(String name) {
		return this.fields.getOrDefault(name, List.of());
	}

	@Override
	public void forEach(BiConsumer<String, String> line) {
		this.fields.forEach((name, values) -> values.forEach((value) -> line.accept(name, value)));
	}

}
