package org.rostrum.api.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.OpenToAnyone;

/** Tells why somebody may or may not do something. Everybody may ask about themselves, others need {@code grants:read}. */
public interface AccessExplanations {
    /**
     * Why, or why not.
     *
     * @param permission in Shiro's wildcard syntax
     * @param accountId null for the whole installation
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such user, or one that the caller may not see;
     *     FORBIDDEN when the caller may not read grants at the account
     */
    @OpenToAnyone(reason = "everybody may ask what they may do themselves; others are checked", signedIn = true)
    AccessExplanation explain(String user, String permission, @Nullable String accountId);

    /**
     * What the user may do, by account.
     *
     * @param accountId null for the whole installation
     * @param permissions in Shiro's wildcard syntax, ordered
     */
    record EffectiveRights(@Nullable String accountId, List<String> permissions) {
        public EffectiveRights {
            permissions = List.copyOf(permissions);
        }
    }

    /** What the user holds now, for the whole installation first; by their roles, groups and those they stand in for. */
    @OpenToAnyone(reason = "everybody may ask what they may do themselves; others are checked", signedIn = true)
    List<EffectiveRights> rights(String user);
}
