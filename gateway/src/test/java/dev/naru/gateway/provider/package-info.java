@NullMarked
package dev.naru.gateway.provider;

import org.jspecify.annotations.NullMarked;
