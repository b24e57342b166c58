package org.rostrum.oidc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads claims by the names that administrators give. */
final class Claims {
    private static final int MOST_VALUES = 5_000;

    private final Map<String, Object> claims;

    Claims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** Null when it is not there or no text. */
    @Nullable
    String text(String name) {
        return value(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** The texts of a list, or the one text that stands in place of a list. */
    Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        Object value = value(name);
        if (value instanceof String one) {
            texts.add(one);
        } else if (value instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof String text && texts.size() < MOST_VALUES) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** By the whole name first, as names may hold dots, and then step by step, such as {@code realm_access.roles}. */
    private @Nullable Object value(String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        Object at = claims;
        for (String step : name.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
