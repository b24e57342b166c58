package org.rostrum.api.intake;

import org.jspecify.annotations.Nullable;

/**
 * A record that was set aside.
 *
 * @param record number of the record in the file, from 1
 * @param line where it starts, from 1; 0 when the format has no lines
 * @param field the offending field, in the words of the format; null when the whole record is unreadable
 * @param reason what is wrong and how to mend it
 * @param excerpt the record itself, shortened to 2,000 characters
 */
public record Rejection(long record, long line, @Nullable String field, String reason, String excerpt) {}
