package org.rostrum.engagement.routing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What a rule must look like before it is kept. */
final class DraftCheck {
    private static final Pattern MAIL = Pattern.compile("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+");
    private static final Pattern ADAPTER = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_LABEL = 60;

    private DraftCheck() {}

    /** The draft as it is kept: names, owner and labels without blanks around them. */
    static RuleDraft checked(RuleDraft draft) {
        String name = Inputs.name("name", draft.name(), 200);
        RuleEffects effects = effects(draft.effects());
        String owner = owner(draft, effects);
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
        ConditionsCheck.check(draft.conditions());
        return new RuleDraft(
                draft.position(),
                name,
                draft.enabled(),
                draft.conditions(),
                draft.action(),
                owner,
                draft.action() == RuleAction.INBOX ? null : draft.adapter(),
                draft.goOn(),
                effects);
    }

    private static String owner(RuleDraft draft, RuleEffects effects) {
        if (draft.action() == RuleAction.INBOX) {
            if (effects.equals(RuleEffects.NONE)) {
                throw Problem.invalid(
                        "effects",
                        "A rule that only acts in the inbox does something there.",
                        "Name an assignee, labels or a priority, or have it close the conversation.");
            }
            return "";
        }
        String owner = Inputs.name("owner", draft.owner(), 320);
        if (draft.action() == RuleAction.NOTICE && !MAIL.matcher(owner).matches()) {
            throw Problem.invalid(
                    "owner",
                    "A notice goes by mail, and \"" + owner + "\" is no mail address.",
                    "Write an address such as pr@example.org.");
        }
        return owner;
    }

    private static RuleEffects effects(RuleEffects effects) {
        List<String> wanted = List.copyOf(effects.labels());
        Set<String> labels = new TreeSet<>();
        for (String label : wanted) {
            labels.add(Inputs.name("effects.labels", label, LONGEST_LABEL));
        }
        if (labels.size() > MOST_LABELS) {
            throw Problem.invalid("effects.labels", "More than " + MOST_LABELS + " labels.", "Leave some out.");
        }
        String assignee = effects.assignee();
        return new RuleEffects(
                assignee == null ? null : Inputs.name("effects.assignee", assignee, 200),
                labels,
                effects.priority(),
                effects.close());
    }
}
