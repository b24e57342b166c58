package org.rostrum.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IdleThreadsTest {
    private final AtomicInteger number = new AtomicInteger();

    private Thread thread(Runnable work) {
        return new Thread(work, "probe-" + number.incrementAndGet());
    }

    @Test
    void work_waitsForItsThread_andThreadsThatHaveNoneEnd() {
        ThreadPoolExecutor threads = IdleThreads.atMost(2, this::thread);
        assertThat(threads.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(10);
        threads.setKeepAliveTime(20, TimeUnit.MILLISECONDS);
        Set<String> names = ConcurrentHashMap.newKeySet();
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            threads.execute(() -> {
                names.add(Thread.currentThread().getName());
                try {
                    open.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                done.incrementAndGet();
            });
        }
        assertThat(threads.getPoolSize()).isEqualTo(2);
        open.countDown();
        await().until(() -> done.get() == 20);
        assertThat(names).hasSize(2);
        await().atMost(Duration.ofSeconds(10)).until(() -> threads.getPoolSize() == 0);
        threads.execute(done::incrementAndGet);
        await().until(() -> done.get() == 21);
        threads.shutdown();
    }

    /** Stands for code of a plugin. */
    public static final class Plugin implements Consumer<Executor> {
        @Override
        public void accept(Executor executor) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(Plugin.class.getClassLoader());
            try {
                executor.execute(() -> {});
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    private static final class PluginLoader extends ClassLoader {
        PluginLoader() {
            super(IdleThreadsTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        Consumer<Executor> plugin() throws Exception {
            try (InputStream code = IdleThreadsTest.class.getResourceAsStream("IdleThreadsTest$Plugin.class")) {
                byte[] bytes = Objects.requireNonNull(code).readAllBytes();
                return (Consumer<Executor>) defineClass(Plugin.class.getName(), bytes, 0, bytes.length)
                        .getDeclaredConstructor()
                        .newInstance();
            }
        }
    }

    private static WeakReference<ClassLoader> runPlugin(Executor executor) throws Exception {
        PluginLoader loader = new PluginLoader();
        Consumer<Executor> plugin = loader.plugin();
        assertThat(plugin.getClass().getClassLoader()).isSameAs(loader);
        plugin.accept(executor);
        return new WeakReference<>(loader);
    }

    @Test
    void threads_keepNothingOfWhoMadeThemBegin() throws Exception {
        ThreadPoolExecutor threads = IdleThreads.atMost(1, this::thread);
        WeakReference<ClassLoader> loader = runPlugin(threads);
        await().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
        assertThat(threads.getPoolSize()).as("it is still there").isEqualTo(1);
        threads.shutdown();
    }

    @Test
    void workThatComesAfterTheEnd_isRefused_orPassedOverWhereThatIsWanted() {
        ThreadPoolExecutor refusing = IdleThreads.atMost(1, this::thread);
        refusing.shutdown();
        assertThatThrownBy(() -> refusing.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        ThreadPoolExecutor passing = IdleThreads.atMost(1, this::thread, new ThreadPoolExecutor.DiscardPolicy());
        passing.shutdown();
        AtomicInteger done = new AtomicInteger();
        passing.execute(done::incrementAndGet);
        assertThat(done.get()).isZero();
    }
}
