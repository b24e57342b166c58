package org.rostrum.delivery;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that are started when there is work, and end when there is none. */
public final class IdleThreads {
    private static final long IDLE_SECONDS = 10;

    private IdleThreads() {}

    /** What has no thread waits, however much it is; what comes after the end is refused. */
    public static ThreadPoolExecutor atMost(int threads, ThreadFactory factory) {
        return atMost(threads, factory, new ThreadPoolExecutor.AbortPolicy());
    }

    /** @param refused what becomes of work that comes after the end */
    public static ThreadPoolExecutor atMost(int threads, ThreadFactory factory, RejectedExecutionHandler refused) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                detached(factory),
                refused);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Plugins may be on the stack when a thread begins, which would otherwise keep their classes for as long as it lives. */
    @SuppressWarnings("removal") // nothing else leaves out who is on the stack; it needs no security manager
    private static ThreadFactory detached(ThreadFactory factory) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = factory.newThread(work);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }
}
