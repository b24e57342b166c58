package org.rostrum.web.publish;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The API as it is between two changes: one CXF server with the resources of that time. It is counted by those who use it,
 * first of them its publisher, and taken down when the last one lets go.
 */
final class ApiGeneration {
    /** What serves the requests. */
    interface Engine {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

        void close();
    }

    private final AtomicInteger holders = new AtomicInteger(1);
    private final Engine engine;
    private final List<PublishedResource> resources;

    ApiGeneration(Engine engine, List<PublishedResource> resources) {
        this.engine = engine;
        this.resources = List.copyOf(resources);
    }

    List<PublishedResource> resources() {
        return resources;
    }

    /** Takes hold; false when it is already being taken down. */
    boolean acquire() {
        int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before != 0;
    }

    /** Lets go; the last one takes it down. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            engine.close();
        }
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        engine.serve(request, response);
    }
}
