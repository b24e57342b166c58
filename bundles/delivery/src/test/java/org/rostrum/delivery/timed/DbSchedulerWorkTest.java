package org.rostrum.delivery.timed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.delivery.TimedTask;
import org.rostrum.delivery.DeliveryTables;
import org.rostrum.delivery.FakeWhiteboard;
import org.rostrum.delivery.Settings;
import org.rostrum.delivery.Whiteboard;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

@NullUnmarked // the fields are set by each test
class DbSchedulerWorkTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final FakeWhiteboard<TimedTask> tasks = new FakeWhiteboard<>();
    private final FixedAccess access = FixedAccess.anonymous();
    private TestDatabase database;
    private DbSchedulerWork work;

    private void start(Database.Engine engine) {
        database = TestDatabase.open(engine);
        open.add(database);
        work = node(Settings.quick());
    }

    private DbSchedulerWork node(Settings settings) {
        return node(settings, tasks);
    }

    private DbSchedulerWork node(Settings settings, Whiteboard<TimedTask> services) {
        DbSchedulerWork node = new DbSchedulerWork(
                new DeliveryTables(database.database()),
                database.dataSource(),
                access,
                new RecordingMetrics(),
                Clock.systemUTC(),
                settings.config(),
                services);
        open.add(0, node::close);
        return node;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private static Instant now() {
        return Instant.now();
    }

    private long rows() {
        return database.database()
                .read(connection -> Sql.number(connection, "select count(*) from delivery_timed_work"));
    }

    /** A task whose runs are what the test says. */
    private static class Recorder implements TimedTask {
        final List<Execution> runs = new CopyOnWriteArrayList<>();
        final List<Execution> givenUp = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public Instant run(Execution execution) throws Exception {
            runs.add(execution);
            return null;
        }

        @Override
        public Duration retryAfter(int failures) {
            return failures > 2 ? null : Duration.ZERO;
        }

        @Override
        public void givenUp(Execution execution, Exception lastFailure) {
            givenUp.add(execution);
        }
    }

    /** As DS does it: the service is there, and what is behind it is made when somebody asks for it. */
    private static final class MadeWhenAskedFor implements Whiteboard<TimedTask> {
        private final AtomicInteger there = new AtomicInteger();
        private final List<TimedTask> made = new CopyOnWriteArrayList<>();
        private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();

        void add() {
            there.incrementAndGet();
            onArrival.forEach(Runnable::run);
        }

        @Override
        public synchronized List<TimedTask> all() {
            while (made.size() < there.get()) {
                made.add(new Recorder());
            }
            return List.copyOf(made);
        }

        @Override
        public void onArrival(Runnable action) {
            onArrival.add(action);
        }

        @Override
        public void onDeparture(Runnable action) {}
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void has_tasks_made_when_they_come_though_no_work_is_due(Database.Engine engine) {
        database = TestDatabase.open(engine);
        open.add(database);
        MadeWhenAskedFor services = new MadeWhenAskedFor();
        services.add();
        work = node(Settings.quick(), services);
        await().untilAsserted(() -> assertThat(services.made).hasSize(1));
        services.add();
        await().untilAsserted(() -> assertThat(services.made).hasSize(2));
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void runs_once_as_system_when_due(Database.Engine engine) {
        start(engine);
        List<String> callers = new CopyOnWriteArrayList<>();
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                callers.add(access.caller().name() + " " + access.permits("anything"));
                return super.run(execution);
            }
        };
        tasks.add(task);
        Instant due = now().minusSeconds(90);
        work.schedule("probe", "a", due, "data żółw 😀");

        await().until(() -> rows() == 0);
        assertThat(task.runs).hasSize(1);
        assertThat(task.runs.get(0).key()).isEqualTo("a");
        assertThat(task.runs.get(0).data()).isEqualTo("data żółw 😀");
        assertThat(task.runs.get(0).due()).isCloseTo(due, within());
        assertThat(callers).containsExactly("probe true");
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void schedule_stands_or_falls_with_the_transaction(Database.Engine engine) {
        start(engine);
        Recorder task = new Recorder();
        tasks.add(task);
        assertThatThrownBy(() -> database.database().transact(connection -> {
                    work.schedule("probe", "lost", now(), "");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        work.schedule("probe", "kept", now(), "");
        await().until(() -> rows() == 0);
        assertThat(task.runs).extracting(TimedTask.Execution::key).containsExactly("kept");
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void schedule_replaces_what_waits_and_if_absent_does_not(Database.Engine engine) {
        start(engine);
        Instant later = now().plusSeconds(1000);
        work.schedule("probe", "a", later, "1");
        work.schedule("probe", "a", later.plusSeconds(1), "2");
        work.scheduleIfAbsent("probe", "a", later.plusSeconds(2), "3");
        assertThat(work.next("probe", "a"))
                .hasValueSatisfying(next -> assertThat(next).isCloseTo(later.plusSeconds(1), within()));
        Recorder task = new Recorder();
        tasks.add(task);
        work.hurry("probe", "a");
        await().until(() -> task.runs.size() == 1);
        assertThat(task.runs.get(0).data()).isEqualTo("2");
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void cancel_removes_and_is_quiet_without_instance(Database.Engine engine) {
        start(engine);
        work.schedule("probe", "a", now().plusSeconds(1000), "1");
        work.cancel("probe", "a");
        work.cancel("probe", "a");
        assertThat(work.next("probe", "a")).isEmpty();
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void what_is_asked_for_during_a_run_follows_it(Database.Engine engine) throws Exception {
        start(engine);
        CountDownLatch began = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                super.run(execution);
                began.countDown();
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                return execution.key().equals("hurried") ? Instant.now().plusSeconds(900) : null;
            }
        };
        tasks.add(task);
        for (String key : List.of("again", "hurried", "cancelled")) {
            work.schedule("probe", key, now(), "1");
        }
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        work.schedule("probe", "again", now(), "2");
        work.hurry("probe", "hurried");
        work.schedule("probe", "cancelled", now(), "2");
        work.cancel("probe", "cancelled");
        assertThat(work.next("probe", "cancelled")).isEmpty();
        await().until(() -> database.database()
                        .read(connection -> Sql.number(
                                connection, "select count(*) from delivery_timed_work where again_time is not null"))
                == 2);
        go.countDown();
        await().until(() -> task.runs.size() == 5 && rows() == 1);
        assertThat(task.runs)
                .extracting(run -> run.key() + run.data())
                .containsExactlyInAnyOrder("again1", "again2", "hurried1", "hurried1", "cancelled1");
        assertThat(work.next("probe", "hurried")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void failures_are_counted_retried_and_given_up(Database.Engine engine) {
        start(engine);
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                super.run(execution);
                throw new java.io.IOException("broken");
            }
        };
        tasks.add(task);
        Instant due = now();
        work.schedule("probe", "a", due, "x");
        await().until(() -> rows() == 0);
        assertThat(task.runs).extracting(TimedTask.Execution::failures).containsExactly(0, 1, 2);
        assertThat(task.runs).allSatisfy(run -> assertThat(run.due()).isCloseTo(due, within()));
        assertThat(task.givenUp).extracting(TimedTask.Execution::key).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void a_run_that_returns_a_time_is_run_again_then_with_no_failures(Database.Engine engine) {
        start(engine);
        AtomicBoolean fail = new AtomicBoolean(true);
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                super.run(execution);
                if (fail.getAndSet(false)) {
                    throw new IllegalStateException("once");
                }
                return runs.size() < 4 ? Instant.now() : null;
            }
        };
        tasks.add(task);
        work.schedule("probe", "a", now(), "x");
        await().until(() -> rows() == 0);
        assertThat(task.runs).extracting(TimedTask.Execution::failures).containsExactly(0, 1, 0, 0);
        assertThat(task.runs).extracting(TimedTask.Execution::data).containsOnly("x");
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void work_waits_for_a_task_that_is_not_installed(Database.Engine engine) {
        start(engine);
        Instant due = now();
        work.schedule("probe", "a", due, "x");
        await().until(() -> work.next("probe", "a").orElseThrow().isAfter(due.plusSeconds(2)));
        Recorder task = new Recorder();
        tasks.add(task);
        await().atMost(Duration.ofSeconds(4)).until(() -> rows() == 0);
        assertThat(task.runs).hasSize(1);
        assertThat(task.runs.get(0).failures()).isZero();
        assertThat(task.runs.get(0).due()).isCloseTo(due, within());
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void long_runs_do_not_keep_short_ones_waiting(Database.Engine engine) throws Exception {
        start(engine);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        tasks.add(new TimedTask() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public boolean takesLong() {
                return true;
            }

            @Override
            public Instant run(Execution execution) throws Exception {
                running.incrementAndGet();
                release.await();
                return null;
            }
        });
        Recorder task = new Recorder();
        tasks.add(task);
        for (int i = 0; i < 50; i++) {
            work.schedule("slow", "s" + i, now(), "");
        }
        await().until(() -> running.get() == 3);
        for (int i = 0; i < 50; i++) {
            work.schedule("probe", "q" + i, now(), "");
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> task.runs.size() == 50);
        assertThat(running.get()).isEqualTo(3);
        release.countDown();
        await().until(() -> rows() == 0);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void two_nodes_run_each_instance_once_and_never_at_the_same_time(Database.Engine engine) {
        start(engine);
        node(Settings.quick());
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        List<String> overlaps = new CopyOnWriteArrayList<>();
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                AtomicInteger same = inside.computeIfAbsent(execution.key(), key -> new AtomicInteger());
                if (same.incrementAndGet() > 1) {
                    overlaps.add(execution.key());
                }
                super.run(execution);
                Thread.onSpinWait();
                same.decrementAndGet();
                return null;
            }
        };
        tasks.add(task);
        database.database().transact(connection -> {
            for (int i = 0; i < 1000; i++) {
                work.schedule("probe", "k" + i, now(), "");
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> rows() == 0);
        assertThat(overlaps).isEmpty();
        assertThat(task.runs).hasSize(1000);
        assertThat(task.runs.stream().map(TimedTask.Execution::key).distinct()).hasSize(1000);
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void stop_lets_work_end_and_gives_back_what_did_not(Database.Engine engine) throws Exception {
        start(engine);
        DbSchedulerWork second = work;
        CountDownLatch began = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean sticks = new AtomicBoolean(true);
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                began.countDown();
                if (execution.key().equals("stuck") && sticks.getAndSet(false)) {
                    Thread.sleep(60_000);
                }
                go.await();
                return super.run(execution);
            }
        };
        tasks.add(task);
        work.schedule("probe", "ends", now(), "");
        work.schedule("probe", "stuck", now(), "");
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        open.remove(0);
        Thread closer = new Thread(second::close);
        closer.start();
        go.countDown();
        closer.join(20_000);
        assertThat(closer.isAlive()).isFalse();
        assertThat(task.runs).extracting(TimedTask.Execution::key).containsExactly("ends");
        assertThat(rows()).isEqualTo(1);

        work = node(Settings.quick());
        await().atMost(Duration.ofSeconds(5)).until(() -> rows() == 0);
        assertThat(task.runs).extracting(TimedTask.Execution::key).containsExactly("ends", "stuck");
        assertThat(task.runs.get(1).failures()).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void what_was_picked_and_had_to_wait_too_long_for_a_thread_still_runs_once(Database.Engine engine)
            throws Exception {
        database = TestDatabase.open(engine);
        open.add(database);
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Recorder task = new Recorder() {
            @Override
            public Instant run(Execution execution) throws Exception {
                if (execution.key().equals("first")) {
                    began.countDown();
                    go.await();
                }
                return super.run(execution);
            }
        };
        tasks.add(task);
        work = node(Settings.quick().with("quickThreads", 1).with("heartbeatSeconds", 1));
        work.schedule("probe", "first", now(), "");
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        work.schedule("probe", "second", now(), "");
        // picked, taken for dead, picked again
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.database()
                                .read(connection -> Sql.number(
                                        connection,
                                        "select version from delivery_timed_work where task_instance = 'probe/second'"))
                        >= 4);
        go.countDown();
        await().until(() -> rows() == 0);
        assertThat(task.runs).extracting(TimedTask.Execution::key).containsExactly("first", "second");
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void bad_names_and_keys_are_refused(Database.Engine engine) {
        start(engine);
        assertThatThrownBy(() -> work.schedule("Bad Name", "a", now(), ""))
                .hasMessageContaining("Bad Name")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> work.schedule("probe", "", now(), "")).hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> work.schedule("probe", "a", now(), "x".repeat(32_001)))
                .hasMessageContaining("32000");
        work.schedule("probe", "k".repeat(200), now().plusSeconds(100), "x".repeat(32_000));
        assertThat(work.next("probe", "k".repeat(200))).isPresent();
    }
}
