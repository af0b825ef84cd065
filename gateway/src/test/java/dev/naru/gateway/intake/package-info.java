@NullMarked
package dev.naru.gateway.intake;

import org.jspecify.annotations.NullMarked;
