package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.operation.BillOfMaterials.Library;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The production jar and what is written about it: the build runs this after it has
 * packaged, in {@code mvn verify}. Maven makes the bill of materials online only, so that
 * a jar packaged offline in a clean checkout has none.
 */
class ProductionJarCheck {

	private static final Path JAR = Path.of("target", "naru-gateway.jar");

	private static final Path PAGE = Tool.DEPLOY.resolve("DEPENDENCIES.md");

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/** Bytes. What grows past it has to say why. */
	private static final long MAX_SIZE = 60_000_000;

	private static final Pattern MADE_ON = Pattern.compile("(?<=As of )\\d{4}-\\d{2}-\\d{2}");

	/** "(licence) name (group:artifact:version - address)". */
	private static final Pattern LICENSED = Pattern.compile("\\(([^\\s():]+:[^\\s():]+:[^\\s():]+) - [^()]*\\)$");

	private static final String HEAD = """
			# Libraries in the jar

			As of %s. Made of the jar's bill of materials, `META-INF/sbom/application.cdx.json` (CycloneDX), by `mvn -pl gateway -am verify
			-Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dnaru.write-pages=true`; `mvn verify` holds the bill against the files in the jar,
			and this page against the bill. Not in it are the classes that start the jar, which are Spring Boot's of the same version, and what
			libraries hold of others under names of their own.

			Whether one of them has become known as vulnerable is asked of a scanner, each night, of the jar that runs and not of the newest:

			```sh
			unzip -p naru-gateway.jar META-INF/sbom/application.cdx.json > naru.cdx.json
			grype sbom:naru.cdx.json           # or: trivy sbom naru.cdx.json
			trivy image naru                   # the image: the JDK and the system as well
			```

			| Library | Version | Licence |
			|---|---|---|
			""";

	private static BillOfMaterials bill() throws IOException {
		Tool.file(Path.of("target", "classes", BillOfMaterials.PLACE), "package it with Maven online");
		return BillOfMaterials.read(read(BillOfMaterials.PLACE));
	}

	private static byte[] read(String entry) throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			assertThat(jar.getEntry(entry)).as(JAR + ": " + entry).isNotNull();
			return jar.getInputStream(jar.getEntry(entry)).readAllBytes();
		}
	}

	private static List<String> files() throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			return jar.stream()
				.filter((entry) -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory())
				.map((entry) -> entry.getName().substring(LIBRARIES.length()))
				.toList();
		}
	}

	@Test
	void theBillListsWhatIsInTheJarAndNothingElse() throws IOException {
		assertThat(bill().libraries()).extracting(Library::file).containsExactlyInAnyOrderElementsOf(files());
	}

	@Test
	void everyLibraryHasItsLicenceAndNoOther() throws IOException {
		Stream<String> licensed = new String(read("META-INF/THIRD-PARTY.txt"), StandardCharsets.UTF_8).lines()
			.filter((line) -> line.startsWith(" "))
			.map((line) -> LICENSED.matcher(line)
				.results()
				.map((library) -> library.group(1))
				.findFirst()
				.orElseThrow(() -> new AssertionError("not understood: " + line)));

		assertThat(licensed.distinct()).containsExactlyInAnyOrderElementsOf(
				bill().libraries().stream().map(Library::coordinates).distinct().toList());
	}

	@Test
	void thePageListsWhatIsInTheJar() throws IOException {
		String rows = bill().libraries()
			.stream()
			.map(ProductionJarCheck::row)
			.distinct()
			.sorted()
			.collect(Collectors.joining());
		String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
		if (Boolean.getBoolean("naru.write-pages") && !page.equals(HEAD.formatted(madeOn(page)) + rows)) {
			page = HEAD.formatted(LocalDate.now(Clock.systemUTC())) + rows;
			Files.writeString(PAGE, page);
		}

		assertThat(page).as("the command on the page writes it anew").isEqualTo(HEAD.formatted(madeOn(page)) + rows);
	}

	@Test
	void theJarIsSmall() throws IOException {
		assumeThat(files()).as("built where no profile of the pom knows the platform")
			.noneMatch((file) -> file.contains("natives-all"));

		assertThat(Files.size(JAR)).isLessThan(MAX_SIZE);
	}

	private static String madeOn(String page) {
		return MADE_ON.matcher(page).results().map((date) -> date.group()).findFirst().orElse("?");
	}

	private static String row(Library library) {
		return "| `%s:%s` | %s | %s |%n".formatted(library.group(), library.name(), library.version(),
				String.join(", ", library.licences()));
	}

}
