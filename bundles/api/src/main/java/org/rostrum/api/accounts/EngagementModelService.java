package org.rostrum.api.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.RequiresPermission;

/**
 * Chooses engagement models for accounts and all below them. Models of accounts above count as well: one below can withhold more,
 * never less. What is chosen counts at once, on all nodes.
 */
public interface EngagementModelService {
    /**
     * A model that counts for an account.
     *
     * @param accountId for which account it was chosen; null when the caller may not see it
     * @param hub where rights must be held; null when the caller may not see it
     */
    record InForce(@Nullable String accountId, EngagementModelSetting setting, @Nullable String hub) {}

    /** The models that count for the account, its own first. */
    @RequiresPermission("accounts:read")
    List<InForce> inForce(String accountId);

    /**
     * What choosing it would change; changes nothing.
     *
     * @param setting null to take the account's model away
     * @throws org.rostrum.api.problem.Problem INVALID when hubs are missing, superfluous or not below the account
     */
    @RequiresPermission("accounts:write")
    EngagementModelPreview preview(String accountId, @Nullable EngagementModelSetting setting);

    /**
     * Chooses it. No grant is made or ended by it.
     *
     * @param fingerprint of the preview that is confirmed
     * @throws org.rostrum.api.problem.Problem CONFLICT when the preview is out of date
     */
    @RequiresPermission("accounts:write")
    EngagementModelPreview apply(String accountId, @Nullable EngagementModelSetting setting, String fingerprint);
}
