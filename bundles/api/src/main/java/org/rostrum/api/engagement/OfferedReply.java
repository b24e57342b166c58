package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/**
 * A saved reply as it fits a conversation. Which account it belongs to is left out: it may be one above that the reader does not
 * know.
 *
 * @param id of the saved reply
 * @param language BCP 47 tag of the text that was chosen
 * @param text with its placeholders filled
 */
public record OfferedReply(long id, String name, @Nullable String category, String language, String text) {}
