package dev.naru.gateway.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A placeholder {@code ${…}} for a variable. Where one is left in a value, the value is a
 * text that anyone can guess.
 */
public final class Placeholder {

	private static final Pattern FORM = Pattern.compile("\\$\\{([^{}]*)}");

	private Placeholder() {
	}

	/**
	 * The first variable that a text names.
	 * @return its name, or null if there is none
	 */
	public static @Nullable String variable(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.find() ? matcher.group(1) : null;
	}

	/**
	 * Says that a variable has no value.
	 * @param place the configuration key that uses it
	 * @param variable its name
	 */
	public static ConfigurationException unset(String place, String variable) {
		return new ConfigurationException(place, "the variable " + variable + " is not set",
				"set it in the environment of the gateway, or write the value in its place");
	}

}
