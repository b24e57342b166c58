package org.rostrum.api.onboarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as somebody writes it; checked by the service.
 *
 * @param description absent for none
 */
public record OnboardingTemplateDraft(
        @Nullable String name, @Nullable String description, @Nullable List<@Nullable Item> items) {
    /**
     * An item as somebody writes it.
     *
     * @param key absent to make it of the kind and the subject, or of the title
     * @param title absent to make it of the subject
     * @param atLeast absent for 1
     */
    public record Item(
            @Nullable String key,
            OnboardingItem.@Nullable Kind kind,
            @Nullable String title,
            @Nullable String subject,
            @Nullable Integer atLeast,
            @Nullable String hint,
            @Nullable String link) {}
}
