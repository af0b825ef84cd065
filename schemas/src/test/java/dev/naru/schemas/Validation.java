package dev.naru.schemas;

import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;

/**
 * Judges JSON by a schema of 2020-12.
 */
final class Validation {

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final Schema schema;

	private Validation(Schema schema) {
		this.schema = schema;
	}

	static Validation by(String schema) {
		return new Validation(REGISTRY.getSchema(schema));
	}

	static Validation byMetaSchema() {
		return new Validation(REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId())));
	}

	/**
	 * What is wrong, each as the keyword and the place, also of a member that is missing
	 * or too many: {@code pattern /source}, {@code required /id}. All that is wrong with
	 * the branches of one anyOf is one error.
	 */
	List<String> errors(JsonNode json) {
		return this.schema.validate(json).stream().map(Validation::describe).distinct().toList();
	}

	private static String describe(Error error) {
		if (error.getEvaluationPath().contains("anyOf")) {
			return "anyOf " + error.getInstanceLocation();
		}
		String place = error.getInstanceLocation().toString();
		String property = error.getProperty();
		return error.getKeyword() + " " + ((property != null) ? place + "/" + property : place);
	}

}
