package dev.naru.gateway.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.naru.gateway.verification.Content;
import dev.naru.gateway.verification.ContentReader;
import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pieces of a body that a proof is made of.
 */
final class ProofContents implements ContentReader {

	private final Bodies bodies;

	private final FieldTree tree = new FieldTree();

	private final Map<String, Integer> fields = new HashMap<>();

	/**
	 * @param bodies how the provider writes
	 * @param pointers the fields that are part of the proof
	 */
	ProofContents(Bodies bodies, Set<String> pointers) {
		this.bodies = bodies;
		pointers.forEach((pointer) -> this.fields.put(pointer, this.tree.add(pointer)));
	}

	@Override
	public @Nullable List<Content> read(Delivery delivery) {
		try {
			@Nullable String[] texts = this.fields.isEmpty() ? new @Nullable String[0]
					: this.tree.read(this.bodies.unpack(delivery));
			return List.of(new Content(named(texts), this.bodies.form(delivery)));
		}
		catch (MalformedBodyException ex) {
			return null;
		}
	}

	private Map<String, String> named(@Nullable String[] texts) {
		Map<String, String> named = new HashMap<>();
		this.fields.forEach((pointer, index) -> {
			String text = texts[index];
			if (text != null) {
				named.put(pointer, text);
			}
		});
		return named;
	}

}
