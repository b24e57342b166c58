package org.rostrum.api.onboarding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * Brings accounts up from templates. Everything happens with the caller's own rights: whoever may not give a role or make an account
 * cannot do so here either.
 */
public interface OnboardingService {
    /** Templates of accounts within reach, of those above them and of the whole installation, ordered by name. */
    @RequiresPermission("accounts:read")
    List<OnboardingTemplate> templates();

    @RequiresPermission("accounts:read")
    Optional<OnboardingTemplate> template(long id);

    /**
     * @param accountId whose it shall be, to be used for the account and all below; null for the whole installation
     * @throws org.rostrum.api.problem.Problem INVALID naming the field
     */
    @RequiresPermission("accounts:write")
    OnboardingTemplate createTemplate(@Nullable String accountId, OnboardingTemplateDraft draft);

    /** Onboardings under way keep their items until somebody takes the newer ones over. */
    @RequiresPermission("accounts:write")
    OnboardingTemplate changeTemplate(long id, OnboardingTemplateDraft draft, long expectedVersion);

    /** Onboardings under way keep their items. */
    @RequiresPermission("accounts:write")
    void removeTemplate(long id, long expectedVersion);

    /**
     * Makes the account if it is a new one, gives the roles and begins the checklist, all in one transaction.
     *
     * @throws org.rostrum.api.problem.Problem CONFLICT when the account is being onboarded already
     */
    @RequiresPermission("accounts:write")
    Onboarding start(NewOnboarding wanted);

    @RequiresPermission("accounts:read")
    Optional<Onboarding> find(long id);

    /**
     * Newest first. With a filter by {@code done} a page may have fewer entries than the limit, and more follow.
     *
     * @param accountId null for all within reach
     * @param done null for all
     */
    @RequiresPermission("accounts:read")
    CursorPage<Onboarding> list(@Nullable String accountId, @Nullable Boolean done, @Nullable String cursor, int limit);

    /** Says that a task is done, or that it is not. */
    @RequiresPermission("accounts:write")
    Onboarding tick(long id, String item, boolean done);

    /**
     * Says that the account does not need an item, or that it does after all.
     *
     * @param reason null to ask for the item again
     */
    @RequiresPermission("accounts:write")
    Onboarding waive(long id, String item, @Nullable String reason);

    /** Takes the items over that the template has now; ticks and waivers of items that stay are kept. */
    @RequiresPermission("accounts:write")
    Onboarding takeOver(long id);

    /** Ends it: the checklist is gone, the account and what was made stay. */
    @RequiresPermission("accounts:write")
    void remove(long id, long expectedVersion);
}
