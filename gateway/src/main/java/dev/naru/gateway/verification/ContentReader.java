package dev.naru.gateway.verification;

import java.util.List;

import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a body the pieces that a proof is made of. How bodies are written is the
 * provider's affair, and nothing of them is believed yet.
 */
@FunctionalInterface
public interface ContentReader {

	/**
	 * @param delivery not proven
	 * @return what is to be proven: the whole body, or each of its items if they are
	 * signed one by one; null if the body cannot be read
	 */
	@Nullable List<Content> read(Delivery delivery);

}
