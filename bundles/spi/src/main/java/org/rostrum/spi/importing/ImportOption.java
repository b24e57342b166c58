package org.rostrum.spi.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be said about a file of an {@link ImportFormat} when it is brought in.
 *
 * @param name as it is written, such as {@code zone}
 * @param meaning for people: what it says and what happens without it
 * @param defaultValue what holds when it is not given; null when nothing does, or it is found out from the file
 * @param required whether no file can be read without it
 * @param values what it can be; empty when any text may do
 */
public record ImportOption(
        String name, String meaning, @Nullable String defaultValue, boolean required, List<String> values) {
    public ImportOption {
        values = List.copyOf(values);
    }

    /** An option that can be any text, and need not be given. */
    public static ImportOption text(String name, String meaning) {
        return new ImportOption(name, meaning, null, false, List.of());
    }

    /** An option that is one of these, the first when it is not given. */
    public static ImportOption oneOf(String name, String meaning, String first, String... others) {
        List<String> values = new ArrayList<>(List.of(first));
        values.addAll(List.of(others));
        return new ImportOption(name, meaning, first, false, values);
    }
}
