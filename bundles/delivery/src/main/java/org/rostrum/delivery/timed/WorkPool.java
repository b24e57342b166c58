package org.rostrum.delivery.timed;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.rostrum.api.data.Database;
import org.rostrum.delivery.IdleThreads;

/** The threads of one pool, kept busy by an engine of their own. */
final class WorkPool implements AutoCloseable {
    /** What is done with work that was picked, and with picks that show no sign of life. */
    interface Handler {
        void run(Pool pool, Execution picked);

        void dead(Execution picked);
    }

    /** How a pool works. */
    record Settings(String node, int threads, Duration polling, Duration heartbeat, Duration grace) {}

    private final Scheduler scheduler;
    private final int threads;

    WorkPool(
            Pool pool, Settings settings, DataSource dataSource, Database.Engine engine, Clock clock, Handler handler) {
        this.threads = settings.threads();
        // each engine knows the work of all pools, because it finds dead picks whoever made them
        List<Task<?>> tasks = new ArrayList<>();
        for (Pool one : Pool.values()) {
            tasks.add(task(one, clock, handler));
        }
        this.scheduler = Scheduler.create(dataSource, tasks)
                .tableName("delivery_timed_work")
                .schedulerName(new SchedulerName.Fixed(settings.node()))
                .jdbcCustomization(new EngineDialect(engine, pool))
                .clock(clock::instant)
                .threads(settings.threads())
                .executorService(IdleThreads.atMost(settings.threads(), threads(pool, "")))
                .dueExecutor(Executors.newSingleThreadExecutor(threads(pool, "-due")))
                .housekeeperExecutor(housekeeper(pool))
                .pollingInterval(settings.polling())
                // work that takes long is picked when a thread is free for it, and left to other nodes until then
                .pollUsingLockAndFetch(pool == Pool.QUICK ? 1.0 : 0.5, pool == Pool.QUICK ? 3.0 : 1.0)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(settings.grace())
                .failureLogging(LogLevel.ERROR, true)
                .build();
    }

    private static Task<Void> task(Pool pool, Clock clock, Handler handler) {
        return Tasks.custom(pool.key(), Void.class)
                // our handler writes the end of a run itself; after a failure of that the missing sign of life leads on
                .onFailure((complete, operations) -> {})
                .onDeadExecution((complete, operations) -> handler.dead(complete.getExecution()))
                .defaultExecutionTime(now -> Instant.now(clock))
                .execute((instance, context) -> {
                    handler.run(pool, context.getExecution());
                    return (complete, operations) -> {};
                });
    }

    private static ScheduledExecutorService housekeeper(Pool pool) {
        return Executors.newScheduledThreadPool(1, threads(pool, "-care"));
    }

    private static ThreadFactory threads(Pool pool, String suffix) {
        AtomicInteger number = new AtomicInteger();
        return work -> new Thread(work, "rostrum-" + pool.key() + suffix + "-" + number.incrementAndGet());
    }

    void start() {
        scheduler.start();
    }

    /** Looks for due work now. */
    void trigger() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Whether all threads are at work. */
    boolean isBusy() {
        return scheduler.getCurrentlyExecuting().size() >= threads;
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
