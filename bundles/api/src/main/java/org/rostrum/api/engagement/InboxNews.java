package org.rostrum.api.engagement;

import java.util.SortedSet;

/**
 * Which conversations have changed.
 *
 * @param change number of the last change that is in it; changes are numbered in the order in which they became visible
 * @param conversationIds those that the asker may read, 500 at most
 * @param more whether there were more, so that everything should be read anew
 */
public record InboxNews(long change, SortedSet<Long> conversationIds, boolean more) {}
