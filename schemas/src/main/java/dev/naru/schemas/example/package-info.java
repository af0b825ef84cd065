/**
 * An example of a subscriber, to run and to copy from.
 */
@NullMarked
package dev.naru.schemas.example;

import org.jspecify.annotations.NullMarked;
