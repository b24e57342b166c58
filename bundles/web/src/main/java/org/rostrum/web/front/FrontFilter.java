package org.rostrum.web.front;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.web.gate.RouteLabel;
import org.rostrum.web.metrics.MicrometerMetrics;
import org.rostrum.web.problem.AnswerHeaders;
import org.rostrum.web.problem.Failures;
import org.rostrum.web.problem.ServletProblems;

/**
 * Comes first: gives every answer the headers that keep browsers from doing more with it than is meant, makes problems of
 * what servlets throw or send as bare errors, and takes the time.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.name=rostrum-front",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=100000"
        })
public final class FrontFilter implements Filter {
    private static final String API = "/api/";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MicrometerMetrics metrics;
    private final AtomicInteger active = new AtomicInteger();
    private final Metrics.Gauge gauge;

    @Activate
    public FrontFilter(@Reference MicrometerMetrics metrics) {
        this.metrics = metrics;
        metrics.describe("http.server.requests.active", "Requests that are being answered");
        this.gauge = metrics.gauge("http.server.requests.active", active::get);
    }

    @Deactivate
    void stop() {
        gauge.close();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            filter(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begin = System.nanoTime();
        active.incrementAndGet();
        addHeaders(request, response);
        try {
            chain.doFilter(request, new ProblemResponse(request, response));
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            Throwable cause =
                    failure instanceof ServletException && failure.getCause() != null ? failure.getCause() : failure;
            ServletProblems.send(response, Failures.tell(cause, request.getMethod() + " " + request.getRequestURI()));
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new AtTheEnd(() -> end(request, response, begin)));
            } else {
                end(request, response, begin);
            }
        }
        clearLeftovers(request, response);
    }

    private static void clearLeftovers(HttpServletRequest request, HttpServletResponse response) {
        try {
            Leftovers.clear(request, response);
        } catch (IOException gone) {
            // the client has hung up, or sends too slowly: the container closes the connection
        }
    }

    private static void addHeaders(HttpServletRequest request, HttpServletResponse response) {
        AnswerHeaders.OF_ALL.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (request.getRequestURI().startsWith(API)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response, long begin) {
        active.decrementAndGet();
        metrics.timeRequest(
                Duration.ofNanos(System.nanoTime() - begin),
                METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
                route(request),
                response.getStatus());
    }

    /** The route of the API or the pattern of the servlet, of which there are few; never the address, of which there are many. */
    private static String route(HttpServletRequest request) {
        return request.getAttribute(RouteLabel.ATTRIBUTE) instanceof String route
                ? route
                : request.getHttpServletMapping().getPattern();
    }

    private record AtTheEnd(Runnable action) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
