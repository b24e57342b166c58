package org.rostrum.api.accounts;

import org.rostrum.api.security.RequiresPermission;

/**
 * Merges accounts without losing what was: what the account has goes to the other one, what is evidence (archive, audit trail)
 * stays as it was written and is reached through the other one. Needs the permission for the whole installation, as rights held for
 * the one account then reach what was the other's.
 */
public interface AccountMergeService {
    /** What a merge would come to; changes nothing. */
    @RequiresPermission("accounts:write")
    AccountMerge preview(String from, String into);

    /**
     * Merges them, all in one transaction.
     *
     * @param fingerprint of the preview that is confirmed
     * @throws org.rostrum.api.problem.Problem CONFLICT when something stands in the way or the preview is out of date
     */
    @RequiresPermission("accounts:write")
    AccountMerge merge(String from, String into, String fingerprint);
}
