package org.rostrum.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.testkit.connector.Failing;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

/**
 * The duties of what tells of cases ({@link CaseSource}), as tests: the adapter's test extends this, says what the other system is, how
 * the source is made, and what people do over there.
 *
 * @param <S> the other system
 */
public abstract class CaseSourceContract<S extends SimulatedNetwork> {
    private static final int MANY = 130;
    private static final int LONGEST_CURSOR = 16_000;
    private static final int MOST = 1000;

    private @Nullable S system;
    private @Nullable CaseSource source;

    /** Starts something that behaves like the other system. */
    protected abstract S simulate(Path folder) throws Exception;

    /**
     * Makes the source, configured for that system, as after a start of the server.
     *
     * @param changed settings that differ from the right ones; by name
     */
    protected abstract CaseSource source(S other, Map<String, Object> changed) throws Exception;

    /** Has a case there as the adapter makes one, and gives its id. */
    protected abstract String make(String key) throws Exception;

    /** Somebody over there brings cases to the stage {@link #reached}, in one go. */
    protected abstract void reach(List<String> ids) throws Exception;

    protected abstract CaseStage reached();

    /** Somebody over there brings one back that has reached it. */
    protected abstract void bringBack(String id) throws Exception;

    /** Somebody over there makes a record that is no case of ours, but otherwise the same, and brings it to the stage. */
    protected abstract void makeAndReachTheirs() throws Exception;

    /** Deletes a case there. */
    protected abstract void delete(String id) throws Exception;

    @BeforeEach
    final void begin(@TempDir Path folder) throws Exception {
        system = simulate(folder);
        source = source(system, Map.of());
    }

    @AfterEach
    final void end() {
        if (system != null) {
            system.close();
        }
    }

    protected final S system() {
        if (system == null) {
            throw new IllegalStateException("There is another system within a test.");
        }
        return system;
    }

    private CaseSource source() {
        if (source == null) {
            throw new IllegalStateException("There is a source within a test.");
        }
        return source;
    }

    private void restart() throws Exception {
        source = source(system(), Map.of());
    }

    /** All that is new, and the cursor behind it; each piece keeps to the bounds. */
    protected final Fetched fetchAll(@Nullable String cursor) throws DeliveryException {
        List<CaseNews> all = new ArrayList<>();
        Fetched fetched = source().fetch(cursor);
        all.addAll(fetched.news());
        for (int i = 0; fetched.more(); i++) {
            assertThat(i).as("questions at once").isLessThan(MOST);
            fetched = source().fetch(fetched.cursor());
            assertThat(fetched.news()).hasSizeLessThanOrEqualTo(MOST);
            all.addAll(fetched.news());
        }
        assertThat(fetched.cursor()).hasSizeLessThanOrEqualTo(LONGEST_CURSOR);
        return new Fetched(all, fetched.cursor(), false);
    }

    private DeliveryException failure(@Nullable String cursor) {
        return Failing.failure(() -> source().fetch(cursor), system().secrets());
    }

    @Test
    void source_tellsItsName_andWhenToAsk() {
        assertThat(source().adapter()).matches("[a-z][a-z0-9-]{0,63}");
        assertThat(source().interval()).isBetween(Duration.ofSeconds(5), Duration.ofDays(1));
    }

    @Test
    void whereNothingHappened_nothingIsTold() throws Exception {
        assertThat(fetchAll(null).news()).isEmpty();
        make("lead/1/contract");
        assertThat(fetchAll(fetchAll(null).cursor()).news()).isEmpty();
    }

    @Test
    void aStage_isToldOnce_alsoAfterARestart() throws Exception {
        String before = fetchAll(null).cursor();
        String id = make("lead/1/contract");
        reach(List.of(id));
        Fetched told = fetchAll(before);
        assertThat(told.news()).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo("lead/1/contract");
            assertThat(one.externalId()).isEqualTo(id);
            assertThat(one.kind()).isEqualTo(CaseNews.Kind.STAGE);
            assertThat(one.stage()).isEqualTo(reached());
            assertThat(one.wording()).isNotBlank();
            assertThat(one.own()).isFalse();
        });
        assertThat(fetchAll(told.cursor()).news()).isEmpty();
        restart();
        assertThat(fetchAll(told.cursor()).news()).isEmpty();
        // what was not taken is told again, under the same name
        assertThat(fetchAll(before).news()).isEqualTo(told.news());
        assertThat(fetchAll(null).news()).isEqualTo(told.news());
    }

    @Test
    void whatGoesBackAndForth_isToldEachTime() throws Exception {
        String id = make("lead/1/contract");
        reach(List.of(id));
        Fetched first = fetchAll(null);
        bringBack(id);
        Fetched back = fetchAll(first.cursor());
        reach(List.of(id));
        Fetched again = fetchAll(back.cursor());
        assertThat(first.news()).hasSize(1);
        assertThat(back.news()).hasSize(1);
        assertThat(again.news()).hasSize(1);
        assertThat(again.news().get(0).newsId())
                .isNotEqualTo(first.news().get(0).newsId());
        assertThat(back.news().get(0).stage()).isNotEqualTo(reached());
    }

    @Test
    void whatIsDoneWithManyAtOnce_isToldOfEach_once() throws Exception {
        String before = fetchAll(null).cursor();
        List<String> ids = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int number = 1; number <= MANY; number++) {
            keys.add("lead/" + number + "/contract");
            ids.add(make(keys.get(number - 1)));
        }
        reach(ids);
        Fetched told = fetchAll(before);
        assertThat(told.news()).extracting(CaseNews::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(told.news()).extracting(CaseNews::newsId).doesNotHaveDuplicates();
        assertThat(fetchAll(told.cursor()).news()).isEmpty();
        bringBack(ids.get(0));
        assertThat(fetchAll(told.cursor()).news()).extracting(CaseNews::key).containsExactly(keys.get(0));
    }

    @Test
    void whatOthersMade_isNotTold() throws Exception {
        String before = fetchAll(null).cursor();
        makeAndReachTheirs();
        assertThat(fetchAll(before).news()).isEmpty();
        assertThat(fetchAll(null).news()).isEmpty();
    }

    @Test
    void whatIsDeleted_isToldOnce() throws Exception {
        String id = make("lead/1/contract");
        make("lead/2/contract");
        String before = fetchAll(null).cursor();
        delete(id);
        Fetched told = fetchAll(before);
        assertThat(told.news()).isNotEmpty();
        CaseNews last = told.news().get(told.news().size() - 1);
        assertThat(last.stage()).isEqualTo(CaseStage.DELETED);
        assertThat(last.key()).isEqualTo("lead/1/contract");
        assertThat(last.externalId()).isEqualTo(id);
        restart();
        assertThat(fetchAll(told.cursor()).news()).isEmpty();
        assertThat(fetchAll(before).news()).isEqualTo(told.news());
    }

    @Test
    void whoCannotBeAsked_losesNothing() throws Exception {
        String before = fetchAll(null).cursor();
        reach(List.of(make("lead/1/contract")));
        for (Trouble.Kind kind : List.of(Trouble.Kind.CUT_BEFORE, Trouble.Kind.CUT_AFTER, Trouble.Kind.HALF_ANSWER)) {
            assumeTrue(system().troubles().contains(kind));
            system().trouble(Trouble.of(kind));
            failure(before);
            system().calm();
        }
        system().trouble(Trouble.status(503, "Retry-After", 120));
        assertThat(failure(before).category()).isIn(FailureCategory.RATE_LIMITED, FailureCategory.UNAVAILABLE);
        system().calm();
        assertThat(fetchAll(before).news()).hasSize(1);
    }

    @Test
    void credentialsThatAreTakenBack_areSaid() throws Exception {
        fetchAll(null);
        system().revoke();
        assertThat(failure(null).category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
    }
}
