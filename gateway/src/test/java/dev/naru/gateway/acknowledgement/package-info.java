@NullMarked
package dev.naru.gateway.acknowledgement;

import org.jspecify.annotations.NullMarked;
