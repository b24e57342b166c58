package org.rostrum.api.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.RightsComparison;

/**
 * What choosing a model comes to.
 *
 * @param before null when none is chosen
 * @param after null when it is taken away
 * @param rights who can exercise what no longer, or again when a model is relaxed or taken away
 * @param proposals grants that the model needs and does not give; each is given by a person, under the rules of giving
 * @param unheld permissions that are withheld below and that nobody holds at the hub or above but administrators of everything
 * @param fingerprint of all this, to be sent back to confirm
 */
public record EngagementModelPreview(
        String accountId,
        @Nullable EngagementModelSetting before,
        @Nullable EngagementModelSetting after,
        List<RightsComparison.Change> rights,
        List<Proposal> proposals,
        List<String> unheld,
        String fingerprint) {
    /** A grant that somebody may want to give. */
    public record Proposal(@Nullable String user, @Nullable String group, String role, String accountId) {}

    public EngagementModelPreview {
        rights = List.copyOf(rights);
        proposals = List.copyOf(proposals);
        unheld = List.copyOf(unheld);
    }
}
