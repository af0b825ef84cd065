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

	private final @Nullable ItemRule items;

	private final FieldTree tree;

	private final FieldTree whole = new FieldTree();

	private final Map<String, Integer> fields = new HashMap<>();

	/**
	 * @param bodies how the provider writes
	 * @param pointers the fields that are part of the proof
	 * @param items where the items are that are proven one by one, or null if the body is
	 * proven as a whole
	 */
	ProofContents(Bodies bodies, Set<String> pointers, @Nullable ItemRule items) {
		this.bodies = bodies;
		this.items = items;
		this.tree = (items != null) ? items.tree() : new FieldTree();
		pointers.forEach((pointer) -> this.fields.put(pointer, this.tree.add(pointer)));
	}

	@Override
	public @Nullable List<Content> read(Delivery delivery) {
		try {
			if (this.items != null) {
				return items(this.items, this.bodies.unpack(delivery));
			}
			@Nullable String[] texts = this.fields.isEmpty() ? new @Nullable String[0]
					: this.tree.read(this.bodies.unpack(delivery));
			return List.of(new Content(named(texts), this.bodies.form(delivery)));
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
	}

	/**
	 * What is no item proves nothing.
	 */
	private @Nullable List<Content> items(ItemRule rule, Payload payload) {
		// Checks besides that the whole body is well-formed.
		this.whole.read(payload);
		List<Items.Item> items = rule.in(payload, (kind) -> true);
		return (items != null) ? items.stream()
			.map((item) -> new Content(item.whole() ? named(rule.fields(item)) : Map.of(), null))
			.toList() : null;
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
