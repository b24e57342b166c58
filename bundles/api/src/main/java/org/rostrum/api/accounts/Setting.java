package org.rostrum.api.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What shall become of a value.
 *
 * @param given whether it changes at all
 * @param value null to inherit it from above
 */
public record Setting<T>(boolean given, @Nullable T value) {
    /** Leaves it as it is. */
    public static <T> Setting<T> keep() {
        return new Setting<>(false, null);
    }

    /** Takes the account's own value away. */
    public static <T> Setting<T> inherit() {
        return new Setting<>(true, null);
    }

    public static <T> Setting<T> to(T value) {
        return new Setting<>(true, value);
    }
}
