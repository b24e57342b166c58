package org.rostrum.engagement.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.engagement.Words;

/** A rule prepared for many activities. */
public final class RuleMatcher {
    /** Words that an explanation names. */
    private static final int MOST_WORDS = 10;

    private final RoutingRule rule;
    private final ConditionMatcher own;
    private final List<ConditionMatcher> anyOf;
    private final List<ConditionMatcher> noneOf;

    RuleMatcher(RoutingRule rule) {
        this.rule = rule;
        this.own = new ConditionMatcher(rule.conditions());
        this.anyOf =
                rule.conditions().anyOf().stream().map(ConditionMatcher::new).toList();
        this.noneOf =
                rule.conditions().noneOf().stream().map(ConditionMatcher::new).toList();
    }

    RoutingRule rule() {
        return rule;
    }

    /** Phrases of which one at least must occur; empty when none need. */
    List<Words.Phrase> oneOf() {
        return own.oneOf();
    }

    /** Whether everything holds that needs no look at the surroundings. */
    boolean applies(ArchivedActivity archived, Words words) {
        return own.unmet(archived, words) == null;
    }

    /** Name of the first condition that does not hold; null when the rule applies. */
    @Nullable
    String unmet(ArchivedActivity archived, Words words, Surroundings around) {
        String unmet = unmet(own, archived, words, around);
        if (unmet != null) {
            return unmet;
        }
        if (!anyOf.isEmpty() && anyOf.stream().noneMatch(one -> unmet(one, archived, words, around) == null)) {
            return "anyOf";
        }
        return noneOf.stream().anyMatch(one -> unmet(one, archived, words, around) == null) ? "noneOf" : null;
    }

    private static @Nullable String unmet(
            ConditionMatcher conditions, ArchivedActivity archived, Words words, Surroundings around) {
        String unmet = conditions.unmet(archived, words);
        return unmet == null ? conditions.unmet(archived, around) : unmet;
    }

    boolean asksForContacts() {
        return every().anyMatch(ConditionMatcher::asksForContacts);
    }

    boolean asksForCases() {
        return every().anyMatch(ConditionMatcher::asksForCases);
    }

    private Stream<ConditionMatcher> every() {
        return Stream.concat(Stream.of(own), Stream.concat(anyOf.stream(), noneOf.stream()));
    }

    /** Why it applies to what it applies to. */
    Why why(ArchivedActivity archived, Words words, Surroundings around) {
        Set<String> found = new LinkedHashSet<>(own.found(words));
        List<String> names = new ArrayList<>(own.names());
        anyOf.stream()
                .filter(one -> unmet(one, archived, words, around) == null)
                .findFirst()
                .ifPresent(one -> {
                    found.addAll(one.found(words));
                    names.add("anyOf");
                });
        if (!noneOf.isEmpty()) {
            names.add("noneOf");
        }
        return new Why(found.stream().limit(MOST_WORDS).toList(), names);
    }

    /**
     * What made a rule apply.
     *
     * @param words of the rule that occur
     * @param conditions names of those that hold
     */
    public record Why(List<String> words, List<String> conditions) {}
}
