package org.rostrum.integration.component;

import java.util.concurrent.Callable;

/** Work under a context class loader, by which libraries look for what they load by name. */
public final class Threads {
    private Threads() {}

    public static <T> T under(ClassLoader loader, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
