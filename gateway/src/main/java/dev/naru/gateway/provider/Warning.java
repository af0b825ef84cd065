package dev.naru.gateway.provider;

/**
 * Doubt about a profile that can be used: what it says may be right, and seldom is.
 *
 * @param place the file and the place in it
 * @param problem what is doubtful there
 * @param cure what to write instead
 */
public record Warning(String place, String problem, String cure) {
}
