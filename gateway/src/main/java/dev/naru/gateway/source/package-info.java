/**
 * The configured endpoints: who may send to them, with which secrets, and where their
 * events go.
 */
@NullMarked
package dev.naru.gateway.source;

import org.jspecify.annotations.NullMarked;
