package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.NetworkSimulator;

class ReactionsTest extends XGround {
    private Map<Measure, Long> counts(String id) throws Exception {
        return Objects.requireNonNull(connector().metrics(List.of(id)).get(id)).counts();
    }

    private void moderate(Action action, String id) throws Exception {
        connector().moderate(new Moderation(action, id));
    }

    @Test
    void metrics_countWhatXTellsOfEach() throws Exception {
        String own = connector().publish(post("1", "Ours")).networkId();
        String other = network().say("Theirs");
        Map<String, PostMetrics> metrics = connector().metrics(List.of(own, other, "12345", "no id"));
        assertThat(metrics).containsOnlyKeys(own, other);
        assertThat(Objects.requireNonNull(metrics.get(own)).counts())
                .containsOnly(
                        Map.entry(Measure.LIKES, 0L),
                        Map.entry(Measure.SHARES, 1L),
                        Map.entry(Measure.REPLIES, 2L),
                        Map.entry(Measure.QUOTES, 4L),
                        Map.entry(Measure.VIEWS, 600L),
                        Map.entry(Measure.CLICKS, 7L));
        assertThat(Objects.requireNonNull(metrics.get(other)).counts()).doesNotContainKey(Measure.CLICKS);
        assertThat(calls("/2/tweets")).filteredOn(call -> call.isGet()).hasSize(2);
    }

    @Test
    void metrics_ofOldPosts_areThePublicOnes() throws Exception {
        String own = connector().publish(post("1", "Ours")).networkId();
        clock(new ManualClock(Instant.now().plus(Duration.ofDays(31))));
        assertThat(counts(own)).doesNotContainKey(Measure.CLICKS);
    }

    @Test
    void metrics_areReadInBothSetsOfWords() throws Exception {
        network().lists().sayPosts();
        String own = connector().publish(post("1", "Ours")).networkId();
        assertThat(counts(own)).containsEntry(Measure.SHARES, 1L);
    }

    @Test
    void replies_areHidden_andShownAgain() throws Exception {
        String own = connector().publish(post("1", "Ours")).networkId();
        String answer = network().sayAs(XSimulator.BOB, "@acme Boo", own, null);
        moderate(Action.HIDE, answer);
        moderate(Action.HIDE, answer);
        assertThat(network().isHidden(answer)).isTrue();
        moderate(Action.UNHIDE, answer);
        assertThat(network().isHidden(answer)).isFalse();
        String elsewhere = network().say("Not in a conversation of ours");
        assertThat(failure(FailureCategory.REJECTED, () -> moderate(Action.HIDE, elsewhere)))
                .hasMessageContaining("conversations you started");
    }

    @Test
    void own_canBeDeleted_others_cannot() throws Exception {
        String own = connector().publish(post("1", "Ours")).networkId();
        moderate(Action.DELETE, own);
        assertThat(network().said()).isEmpty();
        moderate(Action.DELETE, own);
        String other = network().say("Theirs");
        failure(FailureCategory.REJECTED, () -> moderate(Action.DELETE, other));
        failure(FailureCategory.REJECTED, () -> moderate(Action.DELETE, "../users/me"));
    }

    @Test
    void deletion_mayBeAnsweredWithNothing() throws Exception {
        String own = connector().publish(post("1", "Ours")).networkId();
        network()
                .refuse(
                        request -> request.method().equals("DELETE"),
                        new NetworkSimulator.Reply(204, Map.of(), new byte[0]));
        moderate(Action.DELETE, own);
    }

    @Test
    void likes_needEnterpriseAccess() throws Exception {
        String other = network().say("Theirs");
        assertThat(failure(FailureCategory.UNSUPPORTED, () -> moderate(Action.LIKE, other)))
                .hasMessageContaining("enterprise");
        network().beEnterprise();
        set("access", "ENTERPRISE");
        moderate(Action.LIKE, other);
        moderate(Action.LIKE, other);
        assertThat(network().isLiked(other)).isTrue();
        moderate(Action.UNLIKE, other);
        assertThat(network().isLiked(other)).isFalse();
        failure(FailureCategory.UNSUPPORTED, () -> moderate(Action.SPAM, other));
    }
}
