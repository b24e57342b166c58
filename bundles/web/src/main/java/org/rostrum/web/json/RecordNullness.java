package org.rostrum.web.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON to what the record says: in a {@code @NullMarked} package a component that is not {@code @Nullable} must be
 * there and must not be null, and neither must the elements of a list. The OpenAPI document learns from the same place
 * what is required.
 */
public final class RecordNullness extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        RecordComponent component = component(member);
        return component == null ? null : isRequired(component);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        RecordComponent component = annotated instanceof AnnotatedMember member ? component(member) : null;
        if (component == null) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.construct(
                isRequired(component) ? Nulls.FAIL : Nulls.DEFAULT,
                takesNullElements(component.getAnnotatedType()) ? Nulls.DEFAULT : Nulls.FAIL);
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Optional.class && !isNullable(component.getAnnotatedType());
    }

    private static boolean takesNullElements(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return isNullable(arguments[arguments.length - 1]);
        }
        return false;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** The component behind a field, accessor or constructor parameter; null when nothing is known about its nullness. */
    private static @Nullable RecordComponent component(AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        if (!owner.isRecord() || !isNullMarked(owner)) {
            return null;
        }
        RecordComponent[] components = owner.getRecordComponents();
        if (member instanceof AnnotatedParameter parameter) {
            return parameter.getOwner().getAnnotated() instanceof Executable executable
                            && executable.getParameterCount() == components.length
                    ? components[parameter.getIndex()]
                    : null;
        }
        if (member instanceof AnnotatedField || member instanceof AnnotatedMethod) {
            for (RecordComponent component : components) {
                if (component.getName().equals(member.getName())) {
                    return component;
                }
            }
        }
        return null;
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }
}
