package org.rostrum.api.accounts;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/**
 * The account tree. Everybody sees and changes what they hold the permission for, and all below; who is above or beside it stays
 * unknown to them. Bad input and broken rules are told as
 * {@link org.rostrum.api.problem.Problem}.
 */
public interface AccountService {
    /** @throws org.rostrum.api.problem.Problem CONFLICT when the id is taken, INVALID when the parent is unknown */
    @RequiresPermission("accounts:write")
    Account create(NewAccount account);

    /**
     * The account of this id, made under the parent if it does not exist yet; the one that it was merged into, if it was. Safe
     * when called twice at once.
     */
    @RequiresPermission("accounts:write")
    Account ensure(NewAccount account);

    /**
     * Changes name and zone.
     *
     * @param zone null to leave it as it is
     * @param expectedVersion the version the caller has seen
     * @throws org.rostrum.api.problem.Problem PRECONDITION_FAILED when somebody else changed it meanwhile
     */
    @RequiresPermission("accounts:write")
    Account update(String id, String name, @Nullable ZoneId zone, long expectedVersion);

    /**
     * Puts the account, with all that is below it, below another one. Nothing that was archived, granted or recorded changes;
     * rights that are held for an account above count by where the account is. Needs the permission for the whole installation:
     * who holds anything above gains it by a move.
     *
     * @param parentId null to make it a root
     * @throws org.rostrum.api.problem.Problem CONFLICT when the other one is below it or the tree would get too deep,
     *     PRECONDITION_FAILED when somebody else changed it meanwhile
     */
    @RequiresPermission("accounts:write")
    Account move(String id, @Nullable String parentId, long expectedVersion);

    /** An account that was merged into another one is none any more; {@link #former} knows it. */
    @RequiresPermission("accounts:read")
    Optional<Account> find(String id);

    /** The account of this id that was merged into another one. */
    @RequiresPermission("accounts:read")
    default Optional<Account> former(String id) {
        return Optional.empty();
    }

    /** Ordered by id; with those that were merged into others, under whose names things were recorded. */
    @RequiresPermission("accounts:read")
    CursorPage<Account> list(@Nullable String cursor, int limit);

    /** Ordered by id; direct children only. */
    @RequiresPermission("accounts:read")
    List<Account> children(String id);

    /** The account and everything below it, with those that were merged into one of them. */
    @RequiresPermission("accounts:read")
    Set<String> subtree(String id);
}
