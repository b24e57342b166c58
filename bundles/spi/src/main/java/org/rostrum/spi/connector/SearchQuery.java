package org.rostrum.spi.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for.
 *
 * @param words that all must occur, in the network's own understanding of words
 * @param language BCP 47 tag; null for any
 * @param since nothing older; null for any age
 * @param limit how many a page may have at most, 1 to 100; networks may give fewer
 */
public record SearchQuery(String words, @Nullable String language, @Nullable Instant since, int limit) {
    public SearchQuery {
        if (words.isBlank()) {
            throw new IllegalArgumentException("words: say what is looked for");
        }
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit: 1 to 100");
        }
    }
}
