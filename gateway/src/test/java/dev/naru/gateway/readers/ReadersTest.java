package dev.naru.gateway.readers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every reader reads every record, and gives what stands there.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReadersTest {

	private static final Path CORPUS = Path.of("target", "readers", "corpus.jsonl");

	private static final Path FIXTURES = Path.of("..", "schemas", "fixtures");

	private static final Path PAGE = Path.of("..", "schemas", "READERS.md");

	private static final String WRITTEN_ANEW = "the command in schemas/READERS.md writes it anew";

	@BeforeAll
	static void writeTheCorpus() throws IOException {
		Files.createDirectories(CORPUS.getParent());
		Files.write(CORPUS, Corpus.all().stream().map(Sample::toJson).map(Sample.EXACT::writeValueAsString).toList());
	}

	static Stream<Reader> inJava() {
		return Stream.of(new NaruReader(), new JavaSdk(), new SmallRye(), new PythonRule());
	}

	@ParameterizedTest
	@MethodSource("inJava")
	void everyRecordIsRead(Reader reader) {
		assertReads(reader);
	}

	@Test
	void everyRecordIsReadByTheSdkForJavaScript() throws IOException, InterruptedException {
		assertReads(JavaScriptSdk.over(CORPUS));
	}

	private static void assertReads(Reader reader) {
		Judge judge = new Judge(reader);
		Map<String, String> objections = judge.objections(Corpus.all());
		Set<String> faults = Corpus.all()
			.stream()
			.filter((sample) -> judge.asks(sample) && reader.fault(sample) != null)
			.map(Sample::name)
			.collect(Collectors.toSet());

		assertThat(objections.keySet()).as("but for faults of the library, all is read: %s", objections)
			.isEqualTo(faults);
	}

	@Test
	void theCorpusHasEveryProviderAndEveryReason() {
		assertThat(values("provider")).containsAll(TestProfiles.names()
			// Certificates cannot be made: see PayPalProfileTest.
			.filter((name) -> !name.equals("paypal"))
			.toList());
		assertThat(values("reason"))
			.containsAll(Stream.of(QuarantineReason.values()).map(QuarantineReason::label).toList());
		assertThat(Corpus.all()).extracting(Sample::name).doesNotHaveDuplicates();
	}

	private static Set<String> values(String attribute) {
		return Corpus.all().stream().map((sample) -> switch (sample.meaning()) {
			case Meaning.Event event -> event.attributes();
			case Meaning.Quarantined quarantined -> quarantined.attributes();
			case Meaning.Unreadable unreadable -> Map.<String, String>of();
		}).map((attributes) -> attributes.get(attribute)).filter(Objects::nonNull).collect(Collectors.toSet());
	}

	@Test
	void theFixturesAreWhatTheGatewayWrites() throws IOException {
		Map<String, String> fixtures = Fixtures.all()
			.stream()
			.collect(Collectors.toMap((sample) -> sample.name() + ".json",
					(sample) -> Sample.EXACT.writerWithDefaultPrettyPrinter().writeValueAsString(sample.toJson())
							+ "\n"));
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.createDirectories(FIXTURES);
			for (Path file : files()) {
				Files.delete(file);
			}
			for (Map.Entry<String, String> fixture : fixtures.entrySet()) {
				Files.writeString(FIXTURES.resolve(fixture.getKey()), fixture.getValue());
			}
		}

		assertThat(files()).as(WRITTEN_ANEW)
			.allSatisfy(
					(file) -> assertThat(file).content().isEqualTo(fixtures.get(String.valueOf(file.getFileName()))))
			.hasSameSizeAs(fixtures.keySet());
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(FIXTURES)) {
			return files.toList();
		}
	}

	@Test
	void thePageSaysWhatIsRead() throws IOException {
		String page = Files.readString(PAGE);
		String table = Pattern.compile("(?<=\\|---\\|\\n)(\\|.*\\n)+").matcher(page).replaceFirst((before) -> rows());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(PAGE, table);
		}

		assertThat(PAGE).content().as(WRITTEN_ANEW).isEqualTo(table);
	}

	private static String rows() {
		return row("Naru's own for Java, `dev.naru.schemas.EventReader`", "this one", new NaruReader())
				+ row("CloudEvents SDK for Java, `io.cloudevents:cloudevents-kafka`", version("cloudevents"),
						new JavaSdk())
				+ row("CloudEvents SDK for JavaScript, `cloudevents`", javaScript(), new JavaScriptSdk(Map.of()))
				+ row("The rules of the CloudEvents SDK for Python, `cloudevents`", "2.x", new PythonRule())
				+ row("SmallRye Reactive Messaging (Quarkus), `smallrye-reactive-messaging-kafka`", version("smallrye"),
						new SmallRye());
	}

	private static String row(String name, String version, Reader reader) {
		Judge judge = new Judge(reader);
		Map<Boolean, List<Sample>> byFault = Corpus.all()
			.stream()
			.filter(judge::asks)
			.collect(Collectors.partitioningBy((sample) -> reader.fault(sample) != null));
		List<Sample> asked = Objects.requireNonNull(byFault.get(false));
		List<Sample> events = asked.stream()
			.filter((sample) -> sample.author() == Sample.Author.GATEWAY)
			.filter((sample) -> sample.meaning() instanceof Meaning.Event)
			.toList();
		long structured = events.stream().filter(Sample::structured).count();
		long quarantined = asked.stream()
			.filter((sample) -> sample.author() == Sample.Author.GATEWAY)
			.filter((sample) -> sample.meaning() instanceof Meaning.Quarantined)
			.count();
		long others = asked.stream().filter((sample) -> sample.author() == Sample.Author.OTHER).count();
		String faults = Objects.requireNonNull(byFault.get(true))
			.stream()
			.collect(Collectors.groupingBy(reader::fault, TreeMap::new, Collectors.counting()))
			.entrySet()
			.stream()
			.map((fault) -> fault.getValue() + ": " + fault.getKey())
			.collect(Collectors.joining("; "));
		return "| %s | %s | %d | %d | %d | %s | %s |%n".formatted(name, version, structured, events.size() - structured,
				quarantined, (others > 0) ? Long.toString(others) : "", faults);
	}

	private static String version(String library) {
		return found(Path.of("..", "pom.xml"), "<" + library + ".version>(.*)</");
	}

	private static String javaScript() {
		return found(Path.of("src", "test", "resources", "readers", "package.json"), "\"cloudevents\": \"(.*)\"");
	}

	private static String found(Path file, String pattern) {
		try {
			return Pattern.compile(pattern)
				.matcher(Files.readString(file))
				.results()
				.map((MatchResult found) -> found.group(1))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
