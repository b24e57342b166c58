package org.rostrum.engagement.routing;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleConditions.History;
import org.rostrum.api.problem.Problem;
import org.rostrum.engagement.Words;

/** What the conditions of a rule must look like before they are kept. */
final class ConditionsCheck {
    private static final int MOST_WORDS = 200;
    private static final int MOST_ACCOUNTS = 1000;
    private static final int MOST_NAMES = 200;
    private static final int MOST_SETS = 20;
    /** What the column takes. */
    private static final int LONGEST = 16_000;

    private ConditionsCheck() {}

    static void check(RuleConditions conditions) {
        check("conditions", conditions);
        sets("conditions.anyOf", conditions.anyOf());
        sets("conditions.noneOf", conditions.noneOf());
        int length = RuleJson.conditions(conditions).length();
        if (length > LONGEST) {
            throw Problem.invalid(
                    "conditions",
                    "All conditions of the rule together are " + length + " characters long, and " + LONGEST
                            + " are kept.",
                    "Make several rules.");
        }
    }

    private static void sets(String field, List<RuleConditions> sets) {
        if (sets.size() > MOST_SETS) {
            throw Problem.invalid(field, "More than " + MOST_SETS + " sets of conditions.", "Make several rules.");
        }
        for (int i = 0; i < sets.size(); i++) {
            RuleConditions set = sets.get(i);
            String name = field + "[" + i + "]";
            if (!set.anyOf().isEmpty() || !set.noneOf().isEmpty()) {
                throw Problem.invalid(
                        name, "A set within a set of conditions.", "Name all sets in the rule's own anyOf and noneOf.");
            }
            if (!set.accountIds().isEmpty()) {
                throw Problem.invalid(
                        name + ".accountIds",
                        "Accounts decide who may see a rule, so they stand at the rule itself.",
                        "Name them in conditions.accountIds, or make a rule for each.");
            }
            if (new ConditionMatcher(set).names().isEmpty()) {
                throw Problem.invalid(name, "A set without any condition.", "Leave it out, or name a condition.");
            }
            check(name, set);
        }
    }

    private static void check(String field, RuleConditions conditions) {
        words(field + ".anyWords", conditions.anyWords());
        words(field + ".allWords", conditions.allWords());
        words(field + ".noWords", conditions.noWords());
        languages(field + ".languages", conditions.languages());
        if (conditions.accountIds().size() > MOST_ACCOUNTS) {
            throw Problem.invalid(
                    field + ".accountIds", "More than " + MOST_ACCOUNTS + " accounts.", "Make several rules.");
        }
        names(field + ".channelIds", conditions.channelIds(), 128);
        names(field + ".networks", conditions.networks(), 64);
        names(field + ".contacts", conditions.contacts(), 512);
        if (conditions.history().contains(History.NEW_CONTACT)
                && conditions.history().contains(History.KNOWN_CONTACT)) {
            throw Problem.invalid(
                    field + ".history", "Nobody is new and known at once.", "Name one of NEW_CONTACT, KNOWN_CONTACT.");
        }
    }

    private static void names(String field, List<String> names, int longest) {
        if (names.size() > MOST_NAMES) {
            throw Problem.invalid(field, "More than " + MOST_NAMES + " names.", "Make several rules.");
        }
        for (String name : names) {
            if (name.isBlank() || name.length() > longest || !name.equals(name.strip()) || name.startsWith("@")) {
                throw Problem.invalid(
                        field,
                        "\"" + name + "\" is no name to compare with.",
                        "Write it without @ and blanks around it, with at most " + longest + " characters.");
            }
        }
    }

    private static void words(String field, List<String> words) {
        if (words.size() > MOST_WORDS) {
            throw Problem.invalid(field, "More than " + MOST_WORDS + " words.", "Make several rules.");
        }
        for (String word : words) {
            if (word.length() > 100 || new Words.Phrase(word).empty()) {
                throw Problem.invalid(
                        field,
                        "\"" + word + "\" is no word to look for.",
                        "Use words of letters and digits, each of at most 100 characters.");
            }
        }
    }

    private static void languages(String field, List<String> languages) {
        for (String language : languages) {
            try {
                new Locale.Builder().setLanguageTag(language).build();
            } catch (IllformedLocaleException unknown) {
                throw Problem.invalid(
                                field,
                                "\"" + language + "\" is no language tag.",
                                "Use BCP 47 tags such as en, pt-BR, zh-Hans.")
                        .withCause(unknown);
            }
        }
    }
}
