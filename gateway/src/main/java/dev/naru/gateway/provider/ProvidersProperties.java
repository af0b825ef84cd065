package dev.naru.gateway.provider;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where profiles come from, {@code naru.providers}.
 *
 * @param locations folders with profiles of your own; one replaces a built-in profile of
 * the same name
 */
public record ProvidersProperties(@DefaultValue List<Path> locations) {
}
