package org.rostrum.api.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param fileName as the sender named it; for people and for recognising the format
 * @param format id of an import format; null to recognise it from name and content
 * @param accountId the account that the activities belong to; with {@code accountPerSource} the parent of the accounts made
 * @param accountPerSource whether each source named in the file (company, profile) becomes an account of its own below
 *     {@code accountId}
 * @param again read a file although the same bytes were imported before; every known activity then counts as duplicate
 * @param options of the format, such as a CSV mapping
 */
public record ImportRequest(
        String fileName,
        @Nullable String format,
        String accountId,
        boolean accountPerSource,
        boolean again,
        Map<String, String> options) {
    public ImportRequest {
        options = Map.copyOf(options);
    }
}
