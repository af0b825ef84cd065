package dev.naru.gateway.verification;

import java.security.Provider;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Native code that checks signatures of public keys. On curves the JDK takes about ten
 * times as long, on an event loop.
 */
public final class NativeSignatures {

	/** Without the platform's native code it offers nothing. */
	private static final String NAME = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private static final @Nullable Provider PROVIDER = ServiceLoader
		.load(Provider.class, NativeSignatures.class.getClassLoader())
		.stream()
		.filter((candidate) -> candidate.type().getName().equals(NAME))
		.map(ServiceLoader.Provider::get)
		.filter((provider) -> !provider.getServices().isEmpty())
		.findFirst()
		.orElse(null);

	private NativeSignatures() {
	}

	/**
	 * Whether this platform has it; unpacks it at the first call, which takes a while.
	 */
	public static boolean present() {
		return PROVIDER != null;
	}

	static @Nullable Provider provider() {
		return PROVIDER;
	}

}
