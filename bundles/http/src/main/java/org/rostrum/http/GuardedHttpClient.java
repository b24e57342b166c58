package org.rostrum.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpPolicy;

/** Makes the calls of one connector. The work is done by the thread that calls; others only break it off. */
final class GuardedHttpClient implements HttpClient {
    private final HttpPolicy policy;
    private final Transport transport;
    private final CallWatch watch;
    private final CallFigures figures;
    private final Answers answers;
    private final Failures failures;
    private final Runnable afterClose;
    private final Set<CallUnderWay> underWay = ConcurrentHashMap.newKeySet();
    private boolean closed;
    private @Nullable Future<?> tidying;

    GuardedHttpClient(
            HttpPolicy policy,
            Transport transport,
            CallWatch watch,
            CallFigures figures,
            Clock clock,
            Consumer<GuardedHttpClient> afterClose) {
        this.policy = policy;
        this.transport = transport;
        this.watch = watch;
        this.figures = figures;
        this.answers = new Answers(policy.maxBytes(), clock);
        this.failures = new Failures(policy.maxBytes());
        this.afterClose = () -> afterClose.accept(this);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws DeliveryException {
        return figures.of(() -> watched(call));
    }

    private HttpAnswer watched(HttpCall call) throws DeliveryException {
        CallUnderWay own = CallUnderWay.begin(policy.wholeTime());
        underWay.add(own);
        try {
            if (isClosed()) {
                throw new DeliveryException(FailureCategory.UNAVAILABLE, "The client is closed.", null);
            }
            Future<?> looking = watch.over(own);
            try {
                return followed(call, own);
            } finally {
                looking.cancel(false);
            }
        } finally {
            underWay.remove(own);
            CallUnderWay.end();
            tidyLater();
        }
    }

    private HttpAnswer followed(HttpCall call, CallUnderWay own) throws DeliveryException {
        HttpCall next = call;
        for (int redirects = 0; redirects <= policy.redirects(); redirects++) {
            HttpAnswer answer = once(next, own);
            if (policy.redirects() == 0 || !Addresses.isRedirect(next, answer.status())) {
                return answer;
            }
            next = Addresses.follow(next, answer);
        }
        throw new DeliveryException(
                FailureCategory.REJECTED,
                "The server " + call.address().getHost() + " sent us elsewhere more than " + policy.redirects()
                        + " times.",
                null);
    }

    private HttpAnswer once(HttpCall call, CallUnderWay own) throws DeliveryException {
        HttpUriRequestBase request = Requests.of(call);
        try (InputStream content = content(call.body())) {
            if (call.body() != null) {
                request.setEntity(new SentBody(call.body(), content));
            }
            own.ask(request);
            ClassicHttpResponse response = transport.open(request);
            boolean followed = policy.redirects() > 0 && Addresses.isRedirect(call, response.getCode());
            return answers.read(call, response, !followed);
        } catch (IOException | HttpException failure) {
            throw failures.of(failure, call, own);
        } catch (IllegalStateException failure) {
            if (own.whyOver() == CallUnderWay.End.NONE && !isClosed()) {
                throw failure;
            }
            throw failures.of(failure, call, own); // the library tells so that it was cancelled or closed
        } finally {
            request.cancel(); // whatever was not read to its end
        }
    }

    private static InputStream content(@Nullable HttpBody body) throws DeliveryException {
        try {
            return body == null ? InputStream.nullInputStream() : body.content().open();
        } catch (IOException unreadable) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "What was to be sent cannot be read.", unreadable);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void tidyLater() {
        if (!closed && tidying == null) {
            tidying = watch.later(Transport.LONGEST_IDLE.plusSeconds(1), this::tidy);
        }
    }

    private void tidy() {
        synchronized (this) {
            tidying = null;
        }
        transport.tidy();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (tidying != null) {
                tidying.cancel(false);
            }
        }
        underWay.forEach(call -> call.breakOff(CallUnderWay.End.CLOSED));
        transport.close();
        afterClose.run();
    }
}
