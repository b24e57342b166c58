package org.rostrum.engagement.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.engagement.Words;

class RuleIndexTest {
    private static final List<String> PHRASES = List.of(
            "zebra", "can't", "how much", "much", "Müller", "多少钱", "iPhone 多少钱", "ราคา", "24/7", "!!!", "σοφός", "a");
    private static final List<String> TEXTS = List.of(
            "",
            "!!!",
            "A zebra",
            "zebras only",
            "HOW MUCH is it?",
            "how very much",
            "so much how",
            "I cant, MULLER",
            "请问多少钱",
            "iPhone多少钱",
            "an iPhone 多少钱？",
            "ถามราคาครับ",
            "open 24/7!",
            "ΣΟΦΟΣ",
            "zebra zebra a");

    private static RuleMatcher rule(List<String> any, List<String> all, List<String> none) {
        return new RuleMatcher(new RoutingRule(
                1,
                1,
                "rule",
                true,
                new RuleConditions(any, all, none, List.of(), List.of(), null, false),
                RuleAction.LEAD,
                "",
                null,
                true,
                Instant.EPOCH,
                1));
    }

    /** Every one and every two of the phrases, in each way in which a rule can name them. */
    private static List<RuleMatcher> rules() {
        List<RuleMatcher> rules = new ArrayList<>();
        rules.add(rule(List.of(), List.of(), List.of()));
        for (String one : PHRASES) {
            for (String other : PHRASES) {
                rules.add(rule(List.of(one, other), List.of(), List.of()));
                rules.add(rule(List.of(), List.of(one, other), List.of()));
                rules.add(rule(List.of(), List.of(), List.of(one, other)));
                rules.add(rule(List.of(one), List.of(other), List.of()));
                rules.add(rule(List.of(), List.of(one), List.of(other)));
            }
        }
        return rules;
    }

    @Test
    void whatApplies_isNeverLeftOut() {
        List<RuleMatcher> rules = rules();
        RuleIndex index = new RuleIndex(rules);
        for (String text : TEXTS) {
            Activity activity = Activity.builder(
                            "1", Direction.INBOUND, new Actor("u", null, null, null), Instant.EPOCH)
                    .content(text)
                    .build();
            ArchivedActivity archived = new ArchivedActivity(1, "acme", "acme.x", 1, Instant.EPOCH, "", activity);
            Words words = Words.of(text);
            BitSet left = index.worthTrying(words);
            assertThat(IntStream.range(0, rules.size())
                            .filter(i -> rules.get(i).applies(archived, words))
                            .filter(i -> !left.get(i)))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void rulesWhoseWordsDoNotOccur_areLeftOut() {
        RuleIndex index = new RuleIndex(List.of(
                rule(List.of("zebra", "how much"), List.of(), List.of()),
                rule(List.of(), List.of("zebra", "stripes"), List.of()),
                rule(List.of("!!!"), List.of(), List.of()),
                rule(List.of(), List.of(), List.of("zebra"))));
        assertThat(index.worthTrying(Words.of("what is it"))).isEqualTo(BitSet.valueOf(new long[] {0b1000}));
        assertThat(index.worthTrying(Words.of("how"))).isEqualTo(BitSet.valueOf(new long[] {0b1001}));
        assertThat(index.worthTrying(Words.of("a Zebra!"))).isEqualTo(BitSet.valueOf(new long[] {0b1011}));
    }
}
