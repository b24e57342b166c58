package org.rostrum.api.engagement;

import org.jspecify.annotations.Nullable;

/** An {@link InboxView} as somebody wants it. */
public record InboxViewDraft(String name, @Nullable String sharedWith, InboxViewFilter filter, InboxOrder order) {}
