package org.rostrum.api.engagement;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was written beforehand, for the conversations of an account and all below it.
 *
 * @param name for people, unique within the account whatever its case
 * @param category by which people group them; null when there is none
 * @param texts by BCP 47 tag, at least one, in the order of the tags; with placeholders such as {@code {contact|there}}
 * @param version counts changes from 1; the ETag
 */
public record SavedReply(
        long id,
        String accountId,
        String name,
        @Nullable String category,
        Map<String, String> texts,
        Instant changed,
        long version) {
    public SavedReply {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
