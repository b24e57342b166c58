package org.rostrum.itests.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who ask for the same pages again and again, and note every answer that is not 200. */
final class Traffic implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> loops = new ArrayList<>();
    private final Map<String, AtomicLong> answered = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    Traffic(Api api, Api.Caller caller, List<String> paths) {
        threads = Executors.newFixedThreadPool(paths.size());
        for (String path : paths) {
            AtomicLong count = new AtomicLong();
            answered.put(path, count);
            loops.add(threads.submit(() -> ask(api, caller, path, count)));
        }
    }

    private void ask(Api api, Api.Caller caller, String path, AtomicLong count) {
        while (running) {
            try {
                Api.Answer answer = api.get(caller, path);
                if (answer.status() != 200) {
                    failures.add(answer.toString());
                }
            } catch (AssertionError unanswered) {
                failures.add(String.valueOf(unanswered.getMessage()));
            }
            count.incrementAndGet();
        }
    }

    /** Fewest answers that one of the pages has had by now. */
    long fewest() {
        return answered.values().stream().mapToLong(AtomicLong::get).min().orElse(0);
    }

    /** Ends it, and tells what failed. */
    List<String> stop() throws Exception {
        running = false;
        for (Future<?> loop : loops) {
            loop.get(60, TimeUnit.SECONDS);
        }
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        running = false;
        threads.shutdown();
    }
}
