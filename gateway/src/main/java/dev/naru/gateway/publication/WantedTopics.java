package dev.naru.gateway.publication;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The topics that the gateway writes to. They only ever become more: of one that no
 * source names any longer, records may still lie in the spool.
 */
public final class WantedTopics {

	private final Set<String> names = new ConcurrentSkipListSet<>();

	/**
	 * @param names the topics that are wanted at the start
	 */
	public WantedTopics(Collection<String> names) {
		add(names);
	}

	/**
	 * Wants these too, as soon as anyone next looks.
	 */
	public void add(Collection<String> more) {
		this.names.addAll(more);
	}

	/**
	 * The names of all, each once.
	 */
	public List<String> names() {
		return List.copyOf(this.names);
	}

}
