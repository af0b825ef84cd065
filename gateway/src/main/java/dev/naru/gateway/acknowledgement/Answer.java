package dev.naru.gateway.acknowledgement;

import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param headers the header fields
 * @param body the content; empty for none
 */
public record Answer(int status, Map<String, String> headers, String body) {
}
