package org.rostrum.api.engagement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A saved reply as a person writes it; see {@link SavedReply}. */
public record SavedReplyDraft(String accountId, String name, @Nullable String category, Map<String, String> texts) {}
