package org.rostrum.engagement;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleConditions;

/** A rule prepared for many activities. */
final class RuleMatcher {
    private final RoutingRule rule;
    private final List<Words.Phrase> any;
    private final List<Words.Phrase> all;
    private final List<Words.Phrase> none;
    private final List<String> languages;
    private final Set<String> accounts;

    RuleMatcher(RoutingRule rule) {
        this.rule = rule;
        RuleConditions conditions = rule.conditions();
        this.any = phrases(conditions.anyWords());
        this.all = phrases(conditions.allWords());
        this.none = phrases(conditions.noWords());
        this.languages = conditions.languages().stream()
                .map(language -> language.toLowerCase(Locale.ROOT))
                .toList();
        this.accounts = Set.copyOf(conditions.accountIds());
    }

    private static List<Words.Phrase> phrases(List<String> words) {
        return words.stream().map(Words.Phrase::new).toList();
    }

    RoutingRule rule() {
        return rule;
    }

    /** Whether everything holds but {@link RuleConditions#firstOfConversation}, which needs a look into the archive. */
    boolean applies(ArchivedActivity archived, Words words) {
        Activity activity = archived.activity();
        RuleConditions conditions = rule.conditions();
        return (conditions.direction() == null || conditions.direction() == activity.direction())
                && (accounts.isEmpty() || accounts.contains(archived.accountId()))
                && (languages.isEmpty() || speaksOneOf(activity.language()))
                && (any.isEmpty() || any.stream().anyMatch(words::contain))
                && all.stream().allMatch(words::contain)
                && none.stream().noneMatch(words::contain);
    }

    private boolean speaksOneOf(@Nullable String tag) {
        if (tag == null) {
            return false;
        }
        String spoken = tag.toLowerCase(Locale.ROOT);
        return languages.stream().anyMatch(wanted -> spoken.equals(wanted) || spoken.startsWith(wanted + "-"));
    }
}
