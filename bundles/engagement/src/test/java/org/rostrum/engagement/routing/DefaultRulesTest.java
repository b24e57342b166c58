package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.engagement.Words;

/** What becomes of messages like those of the example conversations. */
class DefaultRulesTest {
    private static String outcome(String text, Direction direction) {
        Activity activity = Activity.builder("1", direction, new Actor("u", null, null, null), Instant.EPOCH)
                .content(text)
                .build();
        ArchivedActivity archived = new ArchivedActivity(1, "acme", "acme.x", 1, Instant.EPOCH, "", activity);
        return DefaultRules.all().stream()
                .filter(draft -> matcher(draft).applies(archived, Words.of(text)))
                .findFirst()
                .map(draft -> draft.action() == RuleAction.INBOX
                        ? draft.effects().labels().iterator().next()
                        : draft.action().name())
                .orElse("NOTHING");
    }

    private static RuleMatcher matcher(RuleDraft draft) {
        return new RuleMatcher(new RoutingRule(
                1,
                draft.position(),
                draft.name(),
                draft.enabled(),
                draft.conditions(),
                draft.action(),
                draft.owner(),
                draft.adapter(),
                draft.goOn(),
                Instant.EPOCH,
                1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Where can I buy the blue one?                                                     | LEAD
            When can we pre-order it on Xbox?                                                 | LEAD
            How would I do about buying accounts in bulk? We want them for trainings.         | LEAD
            Do you know when the app will be available in South Africa?                       | LEAD
            Do you offer a discount for students?                                             | LEAD
            How much does the family plan cost?                                               | LEAD
            WHY ARE YOU THE WORST? Wi-fi is down. We should be getting a discount for this.   | TICKET
            My account renews but the app is crashing and wants me to create a free trial.    | TICKET
            I just got billed for signing up for the free trial, how does that work?          | TICKET
            I have a problem: I don't want to buy it again!                                   | TICKET
            I'm trying to purchase a penthouse, and it shows below.                           | TICKET
            Can I buy it again? I never received the first one.                               | TICKET
            What are you doing about price gouging? Lysol is $12 plus shipping.               | TICKET
            My pre-order never arrived.                                                       | TICKET
            Are you removing listings like this one, in light of sales and pricing practices? | NOTHING
            I am a journalist at the Guardian and would like to hear your side.               | press
            Buy followers now, best price, we have many offers                                | spam
            Somebody wrote "free followers" to me in your name, is that a scam?               | TICKET
            I put the link in my bio and now your app is broken                               | TICKET
            Love the new album!                                                               | NOTHING
            """)
    void complaintsBecomeTickets_andOnlyQuestionsAboutBuyingBecomeLeads(String text, String expected) {
        assertThat(outcome(text, Direction.INBOUND)).isEqualTo(expected);
    }

    @Test
    void whatWeSayOurselves_becomesNothing() {
        assertThat(outcome("Where can I buy it? There is a problem.", Direction.OUTBOUND))
                .isEqualTo("NOTHING");
    }

    @Test
    void theyKeepTheRulesOfRules() {
        assertThat(DefaultRules.all())
                .hasSize(4)
                .allSatisfy(draft -> assertThatNoException().isThrownBy(() -> DraftCheck.checked(draft)))
                .allSatisfy(draft -> assertThat(draft.conditions().anyWords()).doesNotHaveDuplicates());
    }
}
