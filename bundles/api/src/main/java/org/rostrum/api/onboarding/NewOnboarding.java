package org.rostrum.api.onboarding;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.NewAccount;

/**
 * An onboarding to be begun.
 *
 * @param accountId of an account that exists; null to make one
 * @param newAccount null when the account exists
 * @param due until when it shall be done, by the account's time zone; null for no such day
 */
public record NewOnboarding(
        long templateId,
        @Nullable String accountId,
        @Nullable NewAccount newAccount,
        List<Person> people,
        @Nullable LocalDate due) {
    /** Who gets a role for the account at once. */
    public record Person(String user, String role) {}

    public NewOnboarding {
        people = List.copyOf(people);
    }
}
