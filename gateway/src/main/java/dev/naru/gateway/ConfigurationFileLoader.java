package dev.naru.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.ConfigurationFile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Configuration files as Spring loads them, for the start and whenever they are read
 * again; but what is not a regular file, or is too large, or would become so, is refused
 * before Spring sees it. Of two loaders for the same ending the first one counts.
 */
abstract class ConfigurationFileLoader implements PropertySourceLoader {

	private static final int LARGEST = 4 << 20;

	private final PropertySourceLoader loader;

	ConfigurationFileLoader(PropertySourceLoader loader) {
		this.loader = loader;
	}

	@Override
	public String[] getFileExtensions() {
		return this.loader.getFileExtensions();
	}

	@Override
	public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
		return load(name, resource, null);
	}

	@Override
	public List<PropertySource<?>> load(String name, Resource resource, @Nullable Charset encoding) throws IOException {
		Resource file = (resource instanceof OriginTrackedResource tracked) ? tracked.getResource() : resource;
		if (file instanceof ClassPathResource) {
			return this.loader.load(name, resource, encoding);
		}
		byte[] bytes = bytes(file);
		check(file.getDescription(), bytes);
		return this.loader.load(name, OriginTrackedResource.of(new Content(file, bytes), Origin.from(resource)),
				encoding);
	}

	private static byte[] bytes(Resource file) throws IOException {
		String place = file.getDescription();
		if (file.isFile()) {
			return new ConfigurationFile(file.getFile().toPath(), LARGEST).bytes(place, "the file",
					"make it readable for the gateway");
		}
		try (InputStream stream = file.getInputStream()) {
			return ConfigurationFile.bytes(stream, LARGEST, place, "the file");
		}
	}

	/**
	 * @throws ConfigurationException if Spring must not see it
	 */
	abstract void check(String place, byte[] bytes);

	/** {@code .properties} and {@code .xml}. */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class OfProperties extends ConfigurationFileLoader {

		OfProperties() {
			super(new PropertiesPropertySourceLoader());
		}

		@Override
		void check(String place, byte[] bytes) {
			int lines = 0;
			for (byte unit : bytes) {
				if (unit == '\n' || unit == '\r') {
					lines++;
				}
			}
			if (lines > YamlBudget.MOST_VALUES) {
				throw new ConfigurationException(place, "the file has more than " + YamlBudget.MOST_VALUES + " lines",
						"see whether it is the right file");
			}
		}

	}

	/** {@code .yaml} and {@code .yml}. */
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	static final class OfYaml extends ConfigurationFileLoader {

		OfYaml() {
			super(new YamlPropertySourceLoader());
		}

		@Override
		void check(String place, byte[] bytes) {
			YamlBudget.check(place, bytes);
		}

	}

	/** What was read of a file, under the file's name. */
	private static final class Content extends AbstractResource {

		private final Resource file;

		private final byte[] bytes;

		Content(Resource file, byte[] bytes) {
			this.file = file;
			this.bytes = bytes;
		}

		@Override
		public InputStream getInputStream() {
			return new ByteArrayInputStream(this.bytes);
		}

		@Override
		public @Nullable String getFilename() {
			return this.file.getFilename();
		}

		@Override
		public String getDescription() {
			return this.file.getDescription();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Content that && this.file.equals(that.file);
		}

		@Override
		public int hashCode() {
			return this.file.hashCode();
		}

	}

}
