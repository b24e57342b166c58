package org.rostrum.api.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param items the entries of this page, in the order the operation documents
 * @param nextCursor opaque text that asks for the following page; null on the last one
 */
public record CursorPage<T>(List<T> items, @Nullable String nextCursor) {
    /** The most entries a caller may ask for at once. */
    public static final int MAX_LIMIT = 500;

    /** How many entries a page has when the caller does not say. */
    public static final int DEFAULT_LIMIT = 50;

    public CursorPage {
        items = List.copyOf(items);
    }

    public <R> CursorPage<R> map(Function<? super T, ? extends R> mapping) {
        return new CursorPage<>(items.stream().<R>map(mapping).toList(), nextCursor);
    }
}
