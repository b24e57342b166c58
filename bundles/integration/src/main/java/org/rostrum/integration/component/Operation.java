package org.rostrum.integration.component;

import java.util.Locale;

/** What a route that starts at {@code rostrum:} does. */
enum Operation {
    /** Hands deliveries over. */
    DELIVER,
    /** Looks for what an earlier attempt may have left on the other side. */
    FIND;

    static Operation of(String name) {
        for (Operation operation : values()) {
            if (operation.name().toLowerCase(Locale.ROOT).equals(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("operation: must be \"deliver\" or \"find\", not \"" + name + "\"");
    }
}
