package org.rostrum.channels.connectors;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a connector, as its plugin defines it.
 *
 * @param name by which it is set
 * @param title for people
 * @param description for people; empty when there is none
 * @param most how many values it may have; 0 when it has one and is no list
 * @param required whether a channel cannot be without it
 * @param defaults what holds when it is not set; empty when nothing
 * @param choices all values it may have; empty when any
 * @param least of a number, or of the length of a text; null when there is no bound
 * @param greatest of a number, or of the length of a text; null when there is no bound
 */
public record Setting(
        String name,
        String title,
        String description,
        Type type,
        int most,
        boolean required,
        List<String> defaults,
        List<Choice> choices,
        @Nullable BigDecimal least,
        @Nullable BigDecimal greatest) {
    /** What the names of private properties begin with (OSGi Compendium 112.6.2.5). */
    static final String PRIVATE = ".";

    /** What a value is. */
    public enum Type {
        TEXT,
        /** Kept encrypted and never shown. */
        SECRET,
        /** Of 32 bits. */
        INTEGER,
        /** Of 64 bits. */
        LONG,
        NUMBER,
        TRUTH
    }

    /** @param label for people */
    public record Choice(String value, String label) {}

    /**
     * How a secret is called in the configuration of a component: OSGi publishes what begins so as no property of its service.
     */
    public static String privateProperty(String name) {
        return PRIVATE + name;
    }

    public Setting {
        defaults = List.copyOf(defaults);
        choices = List.copyOf(choices);
    }

    public boolean isList() {
        return most > 0;
    }

    public boolean isSecret() {
        return type == Type.SECRET;
    }
}
