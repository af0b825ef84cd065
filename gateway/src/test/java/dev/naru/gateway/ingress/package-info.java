@NullMarked
package dev.naru.gateway.ingress;

import org.jspecify.annotations.NullMarked;
