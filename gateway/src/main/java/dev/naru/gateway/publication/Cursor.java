package dev.naru.gateway.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cursor of a viewer: the place of the event that he saw last, and of every partition the
 * offset that he has not seen yet. As text it is
 * {@code <topic>-<partition>-<offset>;<topic>:<offset>,<offset>,…;…}, zeros at the end of
 * a topic left out. One of which only the place is known goes on behind that, and
 * elsewhere as for a new viewer.
 */
public final class Cursor {

	private static final Pattern PLACE = Pattern.compile("([a-zA-Z0-9._-]{1,249})-(\\d{1,9})-(\\d{1,18})");

	private static final Pattern TOPIC = Pattern.compile("([a-zA-Z0-9._-]{1,249}):((?:\\d{1,18}(?:,\\d{1,18})*)?)");

	private final String topic;

	private final int partition;

	private final long offset;

	private final Map<String, List<Long>> next;

	private Cursor(String topic, int partition, long offset, Map<String, List<Long>> next) {
		this.topic = topic;
		this.partition = partition;
		this.offset = offset;
		this.next = next;
	}

	/**
	 * @param record the record that was seen last
	 * @param next of every topic the offsets that are to be read next, by partition
	 */
	public static Cursor behind(TailRecord record, Map<String, List<Long>> next) {
		Map<String, List<Long>> copy = new TreeMap<>();
		next.forEach((topic, offsets) -> copy.put(topic, List.copyOf(offsets)));
		return new Cursor(record.topic(), record.partition(), record.offset(), copy);
	}

	/**
	 * Reads a cursor that {@link #toString} wrote.
	 * @throws IllegalArgumentException if it is none
	 */
	public static Cursor parse(String text) {
		String[] parts = text.split(";", -1);
		Matcher place = matched(PLACE, parts[0]);
		Map<String, List<Long>> next = new TreeMap<>();
		for (int i = 1; i < parts.length; i++) {
			Matcher topic = matched(TOPIC, parts[i]);
			List<Long> offsets = new ArrayList<>();
			if (!topic.group(2).isEmpty()) {
				for (String offset : topic.group(2).split(",", -1)) {
					offsets.add(Long.parseLong(offset));
				}
			}
			next.put(topic.group(1), offsets);
		}
		return new Cursor(place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3)), next);
	}

	private static Matcher matched(Pattern form, String text) {
		Matcher matcher = form.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("this is no place among events");
		}
		return matcher;
	}

	/**
	 * The offset to read next of a partition. One that was not there is read from its
	 * beginning.
	 * @param first where a new viewer would begin, which is also where to begin on a
	 * topic that is not known or has been made anew
	 * @param end the offset after the partition's last record
	 */
	public long next(String topic, int partition, long first, long end) {
		List<Long> offsets = this.next.get(topic);
		long offset = first;
		if (offsets != null) {
			offset = (partition < offsets.size()) ? offsets.get(partition) : 0;
		}
		else if (topic.equals(this.topic) && partition == this.partition) {
			offset = this.offset + 1;
		}
		return (offset <= end) ? offset : first;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		text.append(this.topic).append('-').append(this.partition).append('-').append(this.offset);
		this.next.forEach((name, offsets) -> {
			int size = offsets.size();
			while (size > 0 && offsets.get(size - 1) == 0) {
				size--;
			}
			text.append(';')
				.append(name)
				.append(':')
				.append(offsets.subList(0, size).stream().map(String::valueOf).collect(Collectors.joining(",")));
		});
		return text.toString();
	}

}
