package dev.naru.gateway;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * A bound on the properties that a YAML file becomes, found without making them: Spring
 * writes out every alias, and names every value by its whole path.
 */
final class YamlBudget {

	/** A source takes three to ten of them. */
	static final int MOST_VALUES = 20_000;

	/** Characters of all values and their paths. */
	private static final long MOST_TEXT = 4L << 20;

	private static final int DEEPEST = 50;

	/** What an entry of a list adds to the path: its position in brackets. */
	private static final int POSITION = 7;

	private final String place;

	private final Deque<Open> open = new ArrayDeque<>();

	private final Map<String, Weight> anchors = new HashMap<>();

	private YamlBudget(String place) {
		this.place = place;
	}

	/**
	 * @param values how many there are
	 * @param text their characters, and those of their paths from here on
	 */
	private record Weight(long values, long text) {

		Weight plus(Weight other, long path) {
			return new Weight(this.values + other.values, this.text + other.text + path * other.values);
		}

	}

	/** A collection whose end has not come. */
	private static final class Open {

		private final @Nullable String anchor;

		private final boolean mapping;

		private Weight weight = new Weight(0, 0);

		/** The length of the key whose value comes next, or -1. */
		private long key = -1;

		Open(CollectionStartEvent start) {
			this.anchor = start.getAnchor();
			this.mapping = start instanceof MappingStartEvent;
		}

		boolean awaitsKey() {
			return this.mapping && this.key < 0;
		}

	}

	/**
	 * @param place the file, for the error
	 * @param yaml its content
	 * @throws ConfigurationException if the file is not YAML, or becomes too much
	 */
	static void check(String place, byte[] yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		YamlBudget budget = new YamlBudget(place);
		try {
			for (Event event : new Yaml(options).parse(new UnicodeReader(new ByteArrayInputStream(yaml)))) {
				budget.take(event);
			}
		}
		catch (MarkedYAMLException ex) {
			throw syntax(place, ex);
		}
		catch (YAMLException ex) {
			throw new ConfigurationException(place, "this is no YAML", "write it as text in UTF-8");
		}
	}

	/**
	 * Says where a file is no YAML.
	 */
	static ConfigurationException syntax(String place, MarkedYAMLException ex) {
		String line = (ex.getProblemMark() != null) ? ", line " + (ex.getProblemMark().getLine() + 1) : "";
		return new ConfigurationException(place + line, "this is no YAML: " + ex.getProblem(),
				"look for a quote or bracket left open, and for indentation that differs or has tabs");
	}

	private void take(Event event) {
		switch (event) {
			case DocumentStartEvent start -> this.anchors.clear();
			case CollectionStartEvent start -> begin(start);
			case CollectionEndEvent end -> {
				Open ended = this.open.pop();
				Weight weight = (ended.weight.values() > 0) ? ended.weight : new Weight(1, 0);
				keep(ended.anchor, weight);
				add(weight, event);
			}
			case ScalarEvent scalar -> {
				Weight weight = new Weight(1, scalar.getValue().length());
				keep(scalar.getAnchor(), weight);
				add(weight, event);
			}
			case AliasEvent alias -> {
				Weight weight = this.anchors.get(alias.getAnchor());
				if (weight == null) {
					throw refused(event, "the alias *" + alias.getAnchor() + " stands for nothing that ends before it",
							"write out what it shall stand for");
				}
				add(weight, event);
			}
			default -> {
			}
		}
	}

	private void begin(CollectionStartEvent start) {
		Open parent = this.open.peek();
		if (parent != null && parent.awaitsKey()) {
			throw refused(start, "a key is a list or has keys of its own", "write a text as the key");
		}
		if (this.open.size() >= DEEPEST) {
			throw refused(start, "more than " + DEEPEST + " keys and lists stand in each other",
					"see whether it is the right file");
		}
		if (start.getAnchor() != null) {
			this.anchors.remove(start.getAnchor());
		}
		this.open.push(new Open(start));
	}

	private void keep(@Nullable String anchor, Weight weight) {
		if (anchor != null) {
			this.anchors.put(anchor, weight);
		}
	}

	private void add(Weight weight, Event event) {
		Open parent = this.open.peek();
		if (parent == null) {
			return;
		}
		if (parent.awaitsKey()) {
			if (weight.values() > 1) {
				throw refused(event, "a key stands for a list or for keys", "write a text as the key");
			}
			parent.key = weight.text() + 1;
			return;
		}
		parent.weight = parent.weight.plus(weight, parent.mapping ? parent.key : POSITION);
		parent.key = -1;
		if (parent.weight.values() > MOST_VALUES || parent.weight.text() > MOST_TEXT) {
			throw refused(event, "the file becomes too many or too long properties",
					"write at most " + MOST_VALUES + " values, each alias counted as what it stands for");
		}
	}

	private ConfigurationException refused(Event event, String problem, String cure) {
		return new ConfigurationException(this.place + ", line " + (event.getStartMark().getLine() + 1), problem, cure);
	}

}
