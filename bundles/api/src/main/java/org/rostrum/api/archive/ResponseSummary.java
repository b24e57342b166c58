package org.rostrum.api.archive;

import java.util.Map;

/**
 * First-response figures of several accounts.
 *
 * @param together of all of them
 * @param byAccount of each; accounts without a conversation are absent
 */
public record ResponseSummary(ResponseFigures together, Map<String, ResponseFigures> byAccount) {
    public ResponseSummary {
        byAccount = Map.copyOf(byAccount);
    }
}
