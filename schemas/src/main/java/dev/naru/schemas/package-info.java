/**
 * What a subscriber needs to read the events: their schemas, their types and a reader.
 */
@NullMarked
package dev.naru.schemas;

import org.jspecify.annotations.NullMarked;
