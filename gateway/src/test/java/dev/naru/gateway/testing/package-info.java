/**
 * What the tests share: requests, sources and signatures as a provider makes them.
 */
@NullMarked
package dev.naru.gateway.testing;

import org.jspecify.annotations.NullMarked;
