package dev.naru.gateway.provider;

import java.util.List;

/**
 * Profile with all that is doubtful about it.
 *
 * @param profile the profile
 * @param warnings in the order of the file's sections; unmodifiable
 */
public record CheckedProfile(Profile profile, List<Warning> warnings) {

	public CheckedProfile {
		warnings = List.copyOf(warnings);
	}

}
