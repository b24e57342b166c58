package org.rostrum.engagement.due;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTargetDraft;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.engagement.Readers;

/** What a response target must look like before it is kept. */
final class TargetCheck {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LABEL = 60;
    private static final int YEAR = 525_600;
    private static final int MOST_STEPS = 10;

    private final ChannelService channels;
    private final Readers readers;
    private final Access access;

    TargetCheck(ChannelService channels, Readers readers, Access access) {
        this.channels = channels;
        this.readers = readers;
        this.access = access;
    }

    ResponseTargetDraft checked(ResponseTargetDraft draft) {
        Integer warn = draft.warnPercent();
        if (warn != null && (warn < 1 || warn > 99)) {
            throw Problem.invalid(
                    "warnPercent", warn + " is no share of the time.", "Send 1 to 99, or nothing for no warning.");
        }
        return new ResponseTargetDraft(
                draft.accountId(),
                Inputs.name("name", draft.name(), LONGEST_NAME),
                channel(draft.channelId()),
                draft.priority(),
                minutes(draft.minutes()),
                draft.businessHours(),
                warn,
                steps(draft));
    }

    private @Nullable String channel(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        return channels.find(id)
                .map(Channel::id)
                .orElseThrow(() -> Problem.invalid(
                        "channelId", "There is no channel \"" + id + "\".", "Name one that exists, or none."));
    }

    private static Map<ResponseMeasure, Integer> minutes(Map<ResponseMeasure, Integer> wanted) {
        if (wanted.isEmpty()) {
            throw Problem.invalid(
                    "minutes", "The target sets no time.", "Give one at least, such as {\"FIRST_RESPONSE\": 60}.");
        }
        Map<ResponseMeasure, Integer> minutes = new EnumMap<>(ResponseMeasure.class);
        wanted.forEach((measure, value) -> {
            if (value < 1 || value > YEAR) {
                throw Problem.invalid(
                        "minutes." + measure, value + " minutes cannot be met or missed.", "Send 1 to 525600.");
            }
            minutes.put(measure, value);
        });
        return minutes;
    }

    private List<EscalationStep> steps(ResponseTargetDraft draft) {
        if (draft.escalation().size() > MOST_STEPS) {
            throw Problem.invalid(
                    "escalation", "More than " + MOST_STEPS + " steps.", "Leave some out, or write another target.");
        }
        List<EscalationStep> steps = new ArrayList<>();
        for (int i = 0; i < draft.escalation().size(); i++) {
            steps.add(step("escalation[" + i + "]", draft.escalation().get(i), draft.accountId()));
        }
        steps.sort(Comparator.comparingInt(EscalationStep::afterMinutes));
        return List.copyOf(steps);
    }

    private EscalationStep step(String field, EscalationStep step, String account) {
        if (step.afterMinutes() < 0 || step.afterMinutes() > YEAR) {
            throw Problem.invalid(
                    field + ".afterMinutes",
                    step.afterMinutes() + " is no time after it was due.",
                    "Send 0 to 525600 minutes.");
        }
        String value =
                switch (step.action()) {
                    case PRIORITY -> priority(field + ".value", step.value());
                    case LABEL -> Inputs.name(field + ".value", step.value(), LONGEST_LABEL);
                    case ASSIGN, MENTION -> reader(field + ".value", step.value(), account);
                };
        return new EscalationStep(step.afterMinutes(), step.action(), value);
    }

    private static String priority(String field, String value) {
        return Inputs.required(field, Inputs.constant(field, Priority.class, value))
                .name();
    }

    private String reader(String field, String user, String account) {
        // somebody else's rights are not told: only whether this can be
        if (!access.asSystem(ResponseClocks.PART, () -> readers.may(user, account))) {
            throw Problem.invalid(
                    field,
                    "\"" + user + "\" is nobody who may read the conversations of \"" + account + "\".",
                    "Name a user who holds " + Readers.READ + " there.");
        }
        return user;
    }
}
