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

    /**
     * The page at the beginning of what was found.
     *
     * @param found one more than a page holds, if there are more
     * @param limit the most entries of a page, at least one
     * @param place of an entry, behind which the following page begins
     */
    public static <T> CursorPage<T> of(List<T> found, int limit, Function<? super T, ?> place) {
        if (found.size() <= limit) {
            return new CursorPage<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new CursorPage<>(shown, String.valueOf(place.apply(shown.get(limit - 1))));
    }

    public <R> CursorPage<R> map(Function<? super T, ? extends R> mapping) {
        return new CursorPage<>(items.stream().<R>map(mapping).toList(), nextCursor);
    }
}
