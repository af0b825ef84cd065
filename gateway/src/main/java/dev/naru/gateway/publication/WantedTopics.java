package dev.naru.gateway.publication;

import java.util.List;

/**
 * The topics that the gateway writes to.
 *
 * @param names their names, each once
 */
public record WantedTopics(List<String> names) {

	public WantedTopics {
		names = names.stream().distinct().toList();
	}

}
