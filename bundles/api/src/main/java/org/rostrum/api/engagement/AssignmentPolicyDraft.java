package org.rostrum.api.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link AssignmentPolicy} as somebody wants it. */
public record AssignmentPolicyDraft(
        String accountId,
        String name,
        @Nullable String channelId,
        AssignmentStrategy strategy,
        List<AssignmentPerson> people,
        boolean skipsAbsent,
        boolean replacesAbsent) {
    public AssignmentPolicyDraft {
        people = List.copyOf(people);
    }
}
