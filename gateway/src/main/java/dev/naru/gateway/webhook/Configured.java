package dev.naru.gateway.webhook;

/**
 * How the running configuration stands to the files that it came from, for operators to
 * see.
 */
public interface Configured {

	/**
	 * How often changed files have been put to use since the start.
	 */
	long applied();

	/**
	 * How often changed files could not be put to use.
	 */
	long refused();

	/**
	 * Whether the files as they stand now are in use, or at least could be.
	 */
	boolean isCurrent();

}
