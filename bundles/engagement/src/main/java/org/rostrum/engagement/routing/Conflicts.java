package org.rostrum.engagement.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.RoutingConflict;
import org.rostrum.api.engagement.RoutingConflict.Kind;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.engagement.Words;

/**
 * Looks for what does not fit in rules. It only tells what is certain: one rule covers another when every one of its conditions is
 * there in the other one too, or wider. Rules that overlap now and then are the rule rather than a conflict; trials show those.
 */
final class Conflicts {
    private Conflicts() {}

    /**
     * @param rules enabled ones, in the order in which they are tried
     * @param listening mail addresses that channels listen to, in lower case
     */
    static List<RoutingConflict> of(List<RoutingRule> rules, Set<String> listening) {
        List<RoutingConflict> found = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RoutingRule rule = rules.get(i);
            contradiction(rule, found);
            if (rule.action() == RuleAction.NOTICE
                    && listening.contains(rule.owner().toLowerCase(Locale.ROOT))) {
                found.add(new RoutingConflict(Kind.LOOP, List.of(rule.id()), rule.owner()));
            }
            for (RoutingRule earlier : rules.subList(0, i)) {
                pair(earlier, rule, found);
            }
        }
        return found;
    }

    private static void pair(RoutingRule earlier, RoutingRule later, List<RoutingConflict> found) {
        List<Long> both = List.of(earlier.id(), later.id());
        if (!earlier.goOn()) {
            if (covers(earlier.conditions(), later.conditions())) {
                found.add(new RoutingConflict(Kind.NEVER_REACHED, both, ""));
            }
            return;
        }
        if (!covers(earlier.conditions(), later.conditions()) && !covers(later.conditions(), earlier.conditions())) {
            return;
        }
        if (differ(earlier.effects().assignee(), later.effects().assignee())) {
            found.add(new RoutingConflict(
                    Kind.DIFFERENT_ASSIGNEES,
                    both,
                    earlier.effects().assignee() + ", " + later.effects().assignee()));
        }
        if (differ(earlier.effects().priority(), later.effects().priority())) {
            found.add(new RoutingConflict(
                    Kind.DIFFERENT_PRIORITIES,
                    both,
                    earlier.effects().priority() + ", " + later.effects().priority()));
        }
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !one.equals(other);
    }

    private static void contradiction(RoutingRule rule, List<RoutingConflict> found) {
        RuleConditions conditions = rule.conditions();
        List<Words.Phrase> not =
                conditions.noWords().stream().map(Words.Phrase::new).toList();
        List<String> excluded = conditions.anyWords().stream()
                .filter(word -> not.stream().anyMatch(Words.of(word)::contain))
                .toList();
        boolean never =
                !excluded.isEmpty() && excluded.size() == conditions.anyWords().size();
        List<String> required = conditions.allWords().stream()
                .filter(word -> not.stream().anyMatch(Words.of(word)::contain))
                .toList();
        if (never || !required.isEmpty()) {
            String words = String.join(", ", never ? excluded : required);
            found.add(new RoutingConflict(Kind.CONTRADICTION, List.of(rule.id()), words));
        }
    }

    /** Whether the wide conditions certainly hold wherever the narrow ones do. */
    static boolean covers(RuleConditions wide, RuleConditions narrow) {
        return coversWords(wide, narrow)
                && coversNames(wide.accountIds(), narrow.accountIds())
                && coversNames(wide.channelIds(), narrow.channelIds())
                && coversNames(lower(wide.networks()), lower(narrow.networks()))
                && coversNames(lower(wide.contacts()), lower(narrow.contacts()))
                && coversLanguages(wide.languages(), narrow.languages())
                && (wide.direction() == null || wide.direction() == narrow.direction())
                && (!wide.firstOfConversation() || narrow.firstOfConversation())
                && (wide.hours() == null || wide.hours() == narrow.hours())
                && narrow.history().containsAll(wide.history())
                && (wide.anyOf().isEmpty() || wide.anyOf().equals(narrow.anyOf()))
                && narrow.noneOf().containsAll(wide.noneOf());
    }

    private static boolean coversWords(RuleConditions wide, RuleConditions narrow) {
        // each word that the narrow one may be about contains one of the wide one
        boolean any = wide.anyWords().isEmpty()
                || (!narrow.anyWords().isEmpty()
                        && narrow.anyWords().stream().allMatch(word -> containsOneOf(word, wide.anyWords())))
                || narrow.allWords().stream().anyMatch(word -> containsOneOf(word, wide.anyWords()));
        return any
                && narrow.allWords().containsAll(wide.allWords())
                && narrow.noWords().containsAll(wide.noWords());
    }

    private static boolean containsOneOf(String word, List<String> phrases) {
        Words words = Words.of(word);
        return phrases.stream().map(Words.Phrase::new).anyMatch(words::contain);
    }

    private static boolean coversNames(Collection<String> wide, Collection<String> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private static boolean coversLanguages(List<String> wide, List<String> narrow) {
        return wide.isEmpty()
                || (!narrow.isEmpty()
                        && lower(narrow).stream().allMatch(tag -> lower(wide).stream()
                                .anyMatch(wider -> tag.equals(wider) || tag.startsWith(wider + "-"))));
    }

    private static Set<String> lower(Collection<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
