package dev.naru.gateway.provider;

import java.util.Set;

/**
 * Parts of a request beside its body, which a profile reads.
 *
 * @param headers names of header fields, as the profile writes them and in its order
 * @param parameters names of parameters of the query, in the same order
 */
public record RequestParts(Set<String> headers, Set<String> parameters) {
}
