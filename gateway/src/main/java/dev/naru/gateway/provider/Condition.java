package dev.naru.gateway.provider;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a profile asks of a delivery before a part of it applies; all that is given has to
 * hold.
 *
 * @param present a piece that must be there, or null
 * @param absent a piece that must not be there, or null
 * @param value a piece that must equal {@code is}, or null
 * @param is the text that {@code value} must equal, or null
 */
record Condition(@Nullable Value present, @Nullable Value absent, @Nullable Value value, @Nullable String is) {

	Condition {
		if ((value == null) != (is == null)) {
			throw new IllegalArgumentException("'value' and 'is' go together");
		}
		if (present == null && absent == null && value == null) {
			throw new IllegalArgumentException("give 'present', 'absent', or 'value' with 'is'");
		}
	}

	/**
	 * Whether one holds whenever another does, so that nothing is left for the other.
	 * @param first the one that is asked first; null holds always
	 */
	static boolean precludes(@Nullable Condition first, @Nullable Condition other) {
		return first == null || (other != null && first.holdsWith(other));
	}

	private boolean holdsWith(Condition other) {
		return (this.present == null || this.present.equals(other.present) || this.present.equals(other.value))
				&& (this.absent == null || this.absent.equals(other.absent))
				&& (this.value == null || (this.value.equals(other.value) && Objects.equals(this.is, other.is)));
	}

}
