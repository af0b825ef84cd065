@NullMarked
package dev.naru.gateway.budget;

import org.jspecify.annotations.NullMarked;
