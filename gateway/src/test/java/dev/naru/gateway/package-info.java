@NullMarked
package dev.naru.gateway;

import org.jspecify.annotations.NullMarked;
