package org.rostrum.api.onboarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What accounts of a kind need.
 *
 * @param accountId whose it is; null when it belongs to the whole installation, or to an account the caller may not see
 * @param version counts changes from 1; the ETag
 */
public record OnboardingTemplate(
        long id,
        @Nullable String accountId,
        String name,
        @Nullable String description,
        List<OnboardingItem> items,
        long version) {
    public OnboardingTemplate {
        items = List.copyOf(items);
    }
}
