package org.rostrum.web.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.TestDatabase;
import org.rostrum.web.idempotency.IdempotencyStore.Answer;
import org.rostrum.web.idempotency.IdempotencyStore.Claim;
import org.rostrum.web.idempotency.IdempotencyStore.Request;
import org.rostrum.web.testing.FailingDatabase;

class JdbcIdempotencyStoreTest {
    private static final Request REQUEST = new Request("USER ann", "POST /api/v1/things", "k-1");
    private static final Answer ANSWER =
            new Answer(201, "application/json", "/things/1", "\"1\"", "{\"ä\":1}".getBytes(UTF_8), true);

    private final ManualClock clock = new ManualClock(java.time.Instant.parse("2026-11-21T10:00:00Z"));

    private JdbcIdempotencyStore store(TestDatabase database) {
        return new JdbcIdempotencyStore(database.database(), clock);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void repeat_getsTheAnswerOfTheFirst(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            assertThat(store.claim(REQUEST, "h1")).isInstanceOf(Claim.Granted.class);
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(false));
            store.complete(REQUEST, ANSWER);
            Answer again = ((Claim.Answered) store.claim(REQUEST, "h1")).answer();
            assertThat(again).usingRecursiveComparison().isEqualTo(ANSWER);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void otherBody_isToldApart_whetherTheFirstHasEndedOrNot(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            store.claim(REQUEST, "h1");
            assertThat(store.claim(REQUEST, "h2")).isInstanceOf(Claim.OtherBody.class);
            store.complete(REQUEST, ANSWER);
            assertThat(store.claim(REQUEST, "h2")).isInstanceOf(Claim.OtherBody.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void otherCallerOperationOrKey_isAnotherRequest(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            for (Request request : List.of(
                    REQUEST,
                    new Request("TOKEN ann", REQUEST.operation(), REQUEST.key()),
                    new Request(REQUEST.caller(), "POST /api/v1/others", REQUEST.key()),
                    new Request(REQUEST.caller(), REQUEST.operation(), "k-2"),
                    // the same letters, cut elsewhere
                    new Request("USER annP", "OST /api/v1/things", "k-1"),
                    new Request("x".repeat(1000), "y".repeat(5000), "z".repeat(255)))) {
                assertThat(store.claim(request, "h1")).isInstanceOf(Claim.Granted.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void abandonedRequest_mayBeTriedAgain_butNotOneThatHasEnded(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            store.claim(REQUEST, "h1");
            store.abandon(REQUEST);
            assertThat(store.claim(REQUEST, "h2")).isInstanceOf(Claim.Granted.class);
            store.complete(REQUEST, ANSWER);
            store.abandon(REQUEST);
            assertThat(store.claim(REQUEST, "h2")).isInstanceOf(Claim.Answered.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void answerWithoutBody_isKeptToo(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            store.claim(REQUEST, "h1");
            Answer empty = new Answer(204, null, null, null, null, true);
            store.complete(REQUEST, empty);
            assertThat(((Claim.Answered) store.claim(REQUEST, "h1")).answer()).isEqualTo(empty);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void requestThatNeverEnded_isLost_andNotCarriedOutAgainWithinADay(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            store(database).claim(REQUEST, "h1");
            // the server dies and comes back
            JdbcIdempotencyStore store = store(database);
            clock.advance(Duration.ofMinutes(6));
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(true));
            clock.advance(Duration.ofHours(23));
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(true));
            clock.advance(Duration.ofHours(1));
            assertThat(store.claim(REQUEST, "h1")).isInstanceOf(Claim.Granted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void doubtfulRequest_isLostAtOnce_andNotCarriedOutAgainWithinADay(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            store(database).claim(REQUEST, "h1");
            store(database).doubt(REQUEST);
            JdbcIdempotencyStore store = store(database);
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(true));
            assertThat(store.claim(REQUEST, "h2")).isInstanceOf(Claim.OtherBody.class);
            clock.advance(Duration.ofHours(23));
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(true));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void requestThatDidNothing_mayBeTriedAgain_thoughTheDatabaseWasAwayWhenItEnded(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FailingDatabase failing = new FailingDatabase(database.database());
            JdbcIdempotencyStore store = new JdbcIdempotencyStore(failing, clock);
            store.claim(REQUEST, "h1");
            failing.failFrom(1);
            store.abandon(REQUEST);
            assertThatThrownBy(() -> store.claim(REQUEST, "h1")).isInstanceOf(DatabaseUnavailableException.class);
            failing.failFrom(Integer.MAX_VALUE);
            assertThat(store.claim(REQUEST, "h1")).isInstanceOf(Claim.Granted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void endThatCouldNotBeNoted_isNotedLater(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FailingDatabase failing = new FailingDatabase(database.database());
            JdbcIdempotencyStore store = new JdbcIdempotencyStore(failing, clock);
            Request other = new Request("USER ann", "POST /api/v1/things", "k-2");
            store.claim(REQUEST, "h1");
            store.claim(other, "h1");
            failing.failFrom(1);
            store.complete(REQUEST, ANSWER);
            store.doubt(other);
            failing.failFrom(Integer.MAX_VALUE);
            assertThat(((Claim.Answered) store.claim(REQUEST, "h1")).answer())
                    .isEqualTo(new Answer(201, "application/json", "/things/1", "\"1\"", null, false));
            assertThat(store.claim(other, "h1")).isEqualTo(new Claim.Running(true));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void claimWhoseCommitGotNoAnswer_hasBegunNothing_andTakesNoKey(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FailingDatabase failing = new FailingDatabase(database.database());
            JdbcIdempotencyStore store = new JdbcIdempotencyStore(failing, clock);
            store.claim(new Request("USER ann", "POST /", "k-0"), "h1");
            failing.loseAnswerOf(1);
            assertThatThrownBy(() -> store.claim(REQUEST, "h1")).isInstanceOf(DatabaseUnavailableException.class);
            assertThat(store.claim(REQUEST, "h1")).isInstanceOf(Claim.Granted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void claimWhoseCommitGotNoAnswer_takesNobodyElsesKey(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            FailingDatabase failing = new FailingDatabase(database.database());
            JdbcIdempotencyStore store = new JdbcIdempotencyStore(failing, clock);
            store.claim(new Request("USER ann", "POST /", "k-0"), "h1");
            failing.loseAnswerOf(1);
            assertThatThrownBy(() -> store.claim(REQUEST, "h1")).isInstanceOf(DatabaseUnavailableException.class);
            // another node gets the key, as the row of the first one was never there
            store(database).abandon(REQUEST);
            clock.advance(Duration.ofMillis(1));
            assertThat(store(database).claim(REQUEST, "h1")).isInstanceOf(Claim.Granted.class);
            assertThat(store.claim(REQUEST, "h1")).isEqualTo(new Claim.Running(false));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void oldRequests_areRemoved(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            store.claim(REQUEST, "h1");
            store.complete(REQUEST, ANSWER);
            clock.advance(Duration.ofHours(25));
            store.claim(new Request("USER bob", "POST /", "k"), "h1");
            long rows = database.database().read(connection -> {
                try (var statement = connection.createStatement();
                        var result = statement.executeQuery("select count(*) from web_idempotency")) {
                    result.next();
                    return result.getLong(1);
                }
            });
            assertThat(rows).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void ofManyAtOnce_oneIsGranted(Database.Engine engine) throws Exception {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcIdempotencyStore store = store(database);
            ExecutorService callers = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 20; round++) {
                    Request request = new Request("USER ann", "POST /", "round-" + round);
                    List<Callable<Claim>> calls = IntStream.range(0, 8)
                            .<Callable<Claim>>mapToObj(number -> () -> store.claim(request, "h"))
                            .toList();
                    int granted = 0;
                    for (Future<Claim> claim : callers.invokeAll(calls)) {
                        granted += claim.get() instanceof Claim.Granted ? 1 : 0;
                    }
                    assertThat(granted).isEqualTo(1);
                }
            } finally {
                callers.shutdownNow();
            }
        }
    }
}
