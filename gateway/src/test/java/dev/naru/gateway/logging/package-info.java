@NullMarked
package dev.naru.gateway.logging;

import org.jspecify.annotations.NullMarked;
