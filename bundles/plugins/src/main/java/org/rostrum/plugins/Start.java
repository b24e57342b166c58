package org.rostrum.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * One attempt to start a bundle, on a thread of its own. Of a failure words alone are kept, as an exception would hold on to the
 * bundle's classes.
 */
final class Start {
    private final long lastModified;
    private final Path file;
    private final @Nullable FileTime changed;
    private final Instant since;
    private final Runnable ended;
    private volatile @Nullable Thread thread;
    private volatile @Nullable String failure;

    /** @param ended told when it has ended, well or not */
    Start(Bundle bundle, Path file, Instant now, Runnable ended) {
        this.lastModified = bundle.getLastModified();
        this.file = file;
        this.changed = changed(file);
        this.since = now;
        this.ended = ended;
    }

    private static @Nullable FileTime changed(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Begins, and waits for the end for so long at most. */
    void begin(Bundle bundle, long patienceMillis) throws InterruptedException {
        Thread made = new Thread(() -> run(bundle), "plugins-start-" + Deployment.name(file));
        made.setDaemon(true);
        made.setContextClassLoader(Start.class.getClassLoader());
        thread = made;
        made.start();
        made.join(patienceMillis);
    }

    private void run(Bundle bundle) {
        try {
            // told to the framework as passing: else it would wait for it when the server starts
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException | IllegalStateException failed) {
            failure = words(inner(failed));
        } finally {
            thread = null;
            ended.run();
        }
    }

    private static Throwable inner(Throwable failed) {
        Throwable inner = failed;
        for (int depth = 0; inner.getCause() != null && depth < 20; depth++) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String words(Throwable failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String type =
                failure instanceof BundleException ? "" : failure.getClass().getSimpleName() + ": ";
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : type + message;
        StackTraceElement[] trace = failure.getStackTrace();
        boolean itsOwn = trace.length > 0 && !(failure instanceof BundleException);
        return text.substring(0, Math.min(500, text.length())) + (itsOwn ? " (at " + trace[0] + ")" : "");
    }

    /** Whether it was made of the bundle as it is now. */
    boolean isOf(Bundle bundle) {
        return lastModified == bundle.getLastModified();
    }

    boolean isRunning() {
        return thread != null;
    }

    /** For people: how it failed; null when it did not, or has not ended. */
    @Nullable
    String failure() {
        return failure;
    }

    Instant since() {
        return since;
    }

    Path file() {
        return file;
    }

    /** For people: where it is at this moment, as far as that can be told. */
    Optional<String> place() {
        Thread running = thread;
        if (running == null) {
            return Optional.empty();
        }
        for (StackTraceElement frame : running.getStackTrace()) {
            String type = frame.getClassName();
            boolean general = type.startsWith("java.")
                    || type.startsWith("jdk.")
                    || type.startsWith("sun.")
                    || type.startsWith("org.apache.felix.")
                    || type.startsWith("org.osgi.");
            if (!general && !type.equals(Start.class.getName())) {
                return Optional.of(frame.toString());
            }
        }
        return Optional.empty();
    }

    /** Whether it is the one that asked the virtual machine to end. */
    boolean isEndingTheServer() {
        Thread running = thread;
        return running != null
                && Arrays.stream(running.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                                && frame.getMethodName().equals("exit"));
    }

    /** Whether its file is not what it was when it began. */
    boolean isOutdated() {
        FileTime now = changed(file);
        return now == null || !now.equals(changed);
    }

    /** Breaks it off when its file is not what it was: whoever takes the bundle away waits for its end. */
    void endIfOutdated() {
        if (isOutdated()) {
            end();
        }
    }

    /** Asks it to end; some do not listen. */
    void end() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
