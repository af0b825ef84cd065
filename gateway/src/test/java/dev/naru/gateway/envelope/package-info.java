@NullMarked
package dev.naru.gateway.envelope;

import org.jspecify.annotations.NullMarked;
