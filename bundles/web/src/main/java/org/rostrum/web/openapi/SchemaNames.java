package org.rostrum.web.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names schemas so that two classes never share a name, and no name changes when a plugin comes: a nested class carries its
 * owner's name, of resources without that word; a namesake its package's.
 */
final class SchemaNames extends TypeNameResolver {
    private static final String RESOURCE = "Resource";

    private final Map<String, Class<?>> taken = new HashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        StringBuilder name = new StringBuilder();
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            String own = at.getSimpleName();
            boolean owner = at != type && own.endsWith(RESOURCE);
            name.insert(0, owner ? own.substring(0, own.length() - RESOURCE.length()) : own);
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
