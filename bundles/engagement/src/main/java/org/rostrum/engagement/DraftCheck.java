package org.rostrum.engagement;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What a rule must look like before it is kept. */
final class DraftCheck {
    private static final Pattern MAIL = Pattern.compile("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+");
    private static final Pattern ADAPTER = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_WORDS = 200;

    private DraftCheck() {}

    /** The draft as it is kept: name and owner without blanks around them. */
    static RuleDraft checked(RuleDraft draft) {
        String name = Inputs.name("name", draft.name(), 200);
        String owner = Inputs.name("owner", draft.owner(), 320);
        if (draft.action() == RuleAction.NOTICE && !MAIL.matcher(owner).matches()) {
            throw Problem.invalid(
                    "owner",
                    "A notice goes by mail, and \"" + owner + "\" is no mail address.",
                    "Write an address such as pr@example.org.");
        }
        if (draft.adapter() != null && !ADAPTER.matcher(draft.adapter()).matches()) {
            throw Problem.invalid(
                    "adapter",
                    "\"" + draft.adapter() + "\" is no name of an adapter.",
                    "Use lower-case letters, digits and hyphens, or leave it out for any adapter.");
        }
        if (draft.position() < 0) {
            throw Problem.invalid(
                    "position", "The position " + draft.position() + " is less than 0.", "Use 0 or a larger number.");
        }
        RuleConditions conditions = draft.conditions();
        words("conditions.anyWords", conditions.anyWords());
        words("conditions.allWords", conditions.allWords());
        words("conditions.noWords", conditions.noWords());
        languages(conditions.languages());
        if (conditions.accountIds().size() > 1000) {
            throw Problem.invalid("conditions.accountIds", "More than 1000 accounts.", "Make several rules.");
        }
        return new RuleDraft(
                draft.position(),
                name,
                draft.enabled(),
                conditions,
                draft.action(),
                owner,
                draft.adapter(),
                draft.goOn());
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

    private static void languages(List<String> languages) {
        for (String language : languages) {
            try {
                new Locale.Builder().setLanguageTag(language).build();
            } catch (IllformedLocaleException unknown) {
                throw Problem.invalid(
                                "conditions.languages",
                                "\"" + language + "\" is no language tag.",
                                "Use BCP 47 tags such as en, pt-BR, zh-Hans.")
                        .withCause(unknown);
            }
        }
    }
}
