/**
 * What tests share: signed requests, and the tools to make more of them.
 */
@NullMarked
package dev.naru.gateway.testkit;

import org.jspecify.annotations.NullMarked;
