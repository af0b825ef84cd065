package dev.naru.gateway.provider;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Takes a record at its word: a component that is not marked nullable has to be in the
 * file, and no list or map holds nothing.
 */
final class RequiredUnlessNullable extends NopAnnotationIntrospector {

	private static final long serialVersionUID = 1L;

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
		return JsonSetter.Value.construct(isNullable(annotated) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
	}

	private static boolean isNullable(Annotated annotated) {
		if (annotated instanceof AnnotatedParameter parameter
				&& parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor) {
			AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
			return type.isAnnotationPresent(Nullable.class);
		}
		return true;
	}

}
