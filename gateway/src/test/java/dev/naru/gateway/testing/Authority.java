package dev.naru.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of a test's own, kept in a folder; the platform's keytool does
 * the work.
 */
public final class Authority {

	private static final String PASSWORD = "changeit";

	private final Path store;

	/**
	 * @param folder where its keys are kept
	 */
	public Authority(Path folder) {
		this.store = folder.resolve("authority.p12");
		keytool("-genkeypair", "-alias", "root", "-dname", "CN=Root", "-keyalg", "RSA", "-keysize", "2048", "-ext",
				"bc:c", "-validity", "3650");
	}

	/**
	 * Vouches for a name.
	 * @param alias what its keys are kept as
	 * @param dname its distinguished name
	 * @param more further arguments of keytool, for its certificate
	 */
	public void vouch(String alias, String dname, String... more) {
		List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", dname, "-keyalg",
				"RSA", "-keysize", "2048", "-signer", "root"));
		arguments.addAll(List.of(more));
		keytool(arguments.toArray(String[]::new));
	}

	/**
	 * The certificate of a name, as text, and none of those that lead from it.
	 */
	public byte[] pem(String alias) {
		try {
			String text = Base64.getMimeEncoder().encodeToString(keys().getCertificate(alias).getEncoded());
			return ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
				.getBytes(StandardCharsets.US_ASCII);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The keys of a name.
	 */
	public KeyPair keys(String alias) {
		try {
			KeyStore keys = keys();
			Certificate certificate = keys.getCertificate(alias);
			return new KeyPair(certificate.getPublicKey(), (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a server that shows that name, and a client that trusts this authority, speak
	 * TLS with.
	 */
	public SSLContext tls(String alias) {
		try {
			KeyStore own = KeyStore.getInstance("PKCS12");
			own.load(null, null);
			KeyStore all = keys();
			own.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
					all.getCertificateChain(alias));
			KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			shown.init(own, PASSWORD.toCharArray());
			KeyStore root = KeyStore.getInstance("PKCS12");
			root.load(null, null);
			root.setCertificateEntry("root", all.getCertificate("root"));
			TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trusted.init(root);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore keys() {
		try (InputStream file = Files.newInputStream(this.store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(file, PASSWORD.toCharArray());
			return keys;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void keytool(String... arguments) {
		List<String> command = new ArrayList<>(List
			.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-keystore", this.store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", arguments) + ": " + output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
