package org.rostrum.api.activity;

/**
 * The record exactly as the network (or the file) gave it, kept for the auditor.
 *
 * @param mediaType IANA media type of the text
 * @param text the record; at most {@value #MAX_LENGTH} characters
 */
public record Original(String mediaType, String text) {
    /** Longest original that is kept, in characters. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    /** Stands for an original that was not read along; only the archive's single look-up carries originals. */
    public static final Original OMITTED = new Original("text/plain", "");

    public Original {
        Limits.text("original.mediaType", mediaType, 128);
        Limits.optionalText("original", text, MAX_LENGTH);
    }
}
