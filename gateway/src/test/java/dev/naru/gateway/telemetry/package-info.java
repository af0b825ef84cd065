@NullMarked
package dev.naru.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
