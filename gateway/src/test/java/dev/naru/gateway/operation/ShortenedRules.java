package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rules of {@code deploy/prometheus/naru.rules.yml}, for a test that has no week to
 * wait: in place of each duration in it stands a shorter one, and nothing else is
 * changed. A look is taken every second.
 */
final class ShortenedRules {

	private static final Map<String, String> SHORTER = Map.of("1m", "8s", "5m", "5s", "10m", "7s", "15m", "8s", "30m",
			"9s", "1h", "6s", "1d", "12s", "1w", "18s");

	/** How long something has to last. */
	private static final Map<String, String> SHORTER_FOR = Map.of("1m", "2s", "2m", "1s", "5m", "4s", "10m", "2s");

	private static final Pattern FOR = Pattern.compile("(?m)^( +for: )(\\w+)$");

	private static final Pattern INTERVAL = Pattern.compile("(?m)^( +interval: )(\\w+)$");

	private static final Pattern RANGE = Pattern.compile("(\\[| offset )(\\d+[mhdw])(?=[\\])\\s])");

	private ShortenedRules() {
	}

	static String read() throws IOException {
		String rules = Files.readString(Tool.DEPLOY.resolve("prometheus/naru.rules.yml"));
		rules = FOR.matcher(rules).replaceAll((found) -> shorter(SHORTER_FOR, found));
		rules = INTERVAL.matcher(rules).replaceAll((found) -> found.group(1) + "1s");
		return RANGE.matcher(rules).replaceAll((found) -> shorter(SHORTER, found));
	}

	private static String shorter(Map<String, String> lengths, MatchResult found) {
		String length = lengths.get(found.group(2));
		if (length == null) {
			throw new IllegalStateException("how long is " + found.group(2) + " in this test?");
		}
		return found.group(1) + length;
	}

}
