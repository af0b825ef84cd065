package dev.naru.gateway.verification;

import java.net.URI;

/**
 * A certificate that a sender names.
 *
 * @param url where it can be fetched; one of the places that the profile trusts
 * @param domain whose it has to be: this domain's, or that of a name below it
 */
public record CertificateName(URI url, String domain) {
}
