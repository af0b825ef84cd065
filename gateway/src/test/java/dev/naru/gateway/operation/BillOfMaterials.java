package dev.naru.gateway.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The CycloneDX bill of materials of the production jar.
 *
 * @param libraries in the bill's order
 */
record BillOfMaterials(List<Library> libraries) {

	/** Where it stands in the jar, and under {@code target/classes}. */
	static final String PLACE = "META-INF/sbom/application.cdx.json";

	private static final Pattern PACKAGE_URL = Pattern.compile(
			"pkg:maven/(?<group>[^/]+)/(?<name>[^@]+)@(?<version>[^?]+)(?:\\?(?:.*&)?classifier=(?<classifier>[^&]+).*|\\?.*)?");

	static BillOfMaterials read(byte[] json) {
		List<Library> libraries = new ArrayList<>();
		for (JsonNode component : JsonMapper.shared().readTree(json).path("components")) {
			libraries.add(Library.of(component));
		}
		return new BillOfMaterials(libraries);
	}

	/**
	 * A library as Maven names it.
	 *
	 * @param classifier such as a platform's, null if it has none
	 * @param licences as their authors declare them, in words or by SPDX's identifier
	 */
	record Library(String group, String name, String version, @Nullable String classifier, List<String> licences) {

		private static Library of(JsonNode component) {
			String url = component.path("purl").asString();
			Matcher matcher = PACKAGE_URL.matcher(url);
			if (!matcher.matches()) {
				throw new IllegalArgumentException("not a package URL of Maven's: " + url);
			}
			List<String> licences = new ArrayList<>();
			for (JsonNode choice : component.path("licenses")) {
				JsonNode licence = choice.path("license");
				licences.add(choice.path("expression")
					.asString(licence.path("id").asString(licence.path("name").asString(""))));
			}
			return new Library(matcher.group("group"), matcher.group("name"), matcher.group("version"),
					matcher.group("classifier"), licences);
		}

		/**
		 * The name of its file in the jar.
		 */
		String file() {
			return this.name + "-" + this.version + ((this.classifier != null) ? "-" + this.classifier : "") + ".jar";
		}

		/**
		 * Group, name and version, of whatever platform.
		 */
		String coordinates() {
			return this.group + ":" + this.name + ":" + this.version;
		}

	}

}
