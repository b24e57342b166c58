package org.rostrum.plugins;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers of a manifest such as {@code Export-Package: a;b;version="1,2", c}: names with what is said about them. */
final class Headers {
    private Headers() {}

    /** The names alone, here a, b and c; none when there is no header. */
    static Set<String> names(@Nullable String header) {
        Set<String> names = new LinkedHashSet<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (char one : (header == null ? "" : header + ",").toCharArray()) {
            quoted ^= one == '"';
            if (quoted || (one != ',' && one != ';')) {
                part.append(one);
                continue;
            }
            String name = part.toString().strip();
            part.setLength(0);
            // the others are attributes and directives
            if (!name.isEmpty() && name.indexOf('=') < 0) {
                names.add(name);
            }
        }
        return names;
    }
}
