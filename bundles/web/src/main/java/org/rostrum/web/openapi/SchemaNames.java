package org.rostrum.web.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names schemas so that two classes never share one: a nested class carries its owner's name, a namesake its package's. */
final class SchemaNames extends TypeNameResolver {
    private final Map<String, Class<?>> taken = new HashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        StringBuilder name = new StringBuilder();
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            name.insert(0, at.getSimpleName());
        }
        String wanted = name.toString();
        if (taken.computeIfAbsent(wanted, free -> type) == type) {
            return wanted;
        }
        String packageName = type.getPackageName();
        String last = packageName.substring(packageName.lastIndexOf('.') + 1);
        String longer = last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1) + wanted;
        return taken.computeIfAbsent(longer, free -> type) == type
                ? longer
                : type.getName().replace('$', '.');
    }
}
