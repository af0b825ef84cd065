@NullMarked
package dev.naru.gateway.certificate;

import org.jspecify.annotations.NullMarked;
