/**
 * The public door: routes, bounded bodies, and who the client is behind trusted proxies.
 */
@NullMarked
package dev.naru.gateway.ingress;

import org.jspecify.annotations.NullMarked;
