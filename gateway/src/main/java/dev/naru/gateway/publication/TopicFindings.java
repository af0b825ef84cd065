package dev.naru.gateway.publication;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is to be mended about topics that are there already, one finding for each.
 */
public final class TopicFindings {

	private final Map<String, Finding> byTopic = new ConcurrentSkipListMap<>();

	/**
	 * @param topic the topic
	 * @param problem how it differs from what it should be, and what follows from that
	 * @param cure what helps
	 */
	public record Finding(String topic, String problem, String cure) {

		/**
		 * Place, problem and cure on one line.
		 */
		@Override
		public String toString() {
			return "topic " + this.topic + ": " + this.problem + ". " + this.cure;
		}

	}

	/**
	 * Takes a finding in, in place of an earlier one of its topic.
	 */
	public void add(Finding finding) {
		this.byTopic.put(finding.topic(), finding);
	}

	/**
	 * All findings, in the order of the topics.
	 */
	public Collection<Finding> all() {
		return List.copyOf(this.byTopic.values());
	}

}
