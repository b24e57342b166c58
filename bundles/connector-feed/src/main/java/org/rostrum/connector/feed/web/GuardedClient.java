package org.rostrum.connector.feed.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Gets documents from the web. Only http and https, only public addresses unless told otherwise (checked for the address
 * really connected to, at every redirect again), and a bound for everything: connections, headers, redirects, size before and
 * after decompression, and the whole time it takes.
 */
public final class GuardedClient implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 * 1024;

    private final Limits limits;
    private final Clock clock;
    private final CloseableHttpClient client;

    /**
     * What a server may cost us.
     *
     * @param wholeTime for all redirects together
     * @param silence that a server may keep
     * @param maxBytes of a document, before and after decompression
     */
    public record Limits(Duration wholeTime, Duration silence, int maxBytes, boolean allowPrivateAddresses) {}

    public GuardedClient(Limits limits, String userAgent, Clock clock) {
        this(
                limits,
                userAgent,
                clock,
                new GuardedResolver(
                        InetAddress::getAllByName,
                        limits.allowPrivateAddresses() ? address -> true : PublicAddresses::contain));
    }

    GuardedClient(Limits limits, String userAgent, Clock clock, GuardedResolver resolver) {
        this.limits = limits;
        this.clock = clock;
        Timeout silence = Timeout.of(limits.silence());
        Http1Config bounded = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(bounded)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(silence)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(silence).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** @throws DeliveryException with the category of the failure; its message is for people */
    public Answer get(URI address, Map<String, String> headers) throws DeliveryException {
        long deadline = System.nanoTime() + limits.wholeTime().toNanos();
        URI next = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            WebAddresses.check(next);
            Step step = once(next, headers, deadline);
            if (step.answer() != null) {
                return step.answer();
            }
            next = Objects.requireNonNull(step.elsewhere());
        }
        throw new DeliveryException(
                FailureCategory.REJECTED,
                "The server " + address.getHost() + " sent us elsewhere more than " + MOST_REDIRECTS + " times.",
                null);
    }

    /** Either an answer or the address that we are sent to. */
    private record Step(@Nullable Answer answer, @Nullable URI elsewhere) {}

    private Step once(URI address, Map<String, String> headers, long deadline) throws DeliveryException {
        String host = address.getHost();
        HttpGet request = new HttpGet(address);
        headers.forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "gzip");
        CompletableFuture<Void> watch = cancelAt(request, deadline);
        // not with a handler, which would read the body of a redirect to its end
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create())) {
            return step(address, response, deadline);
        } catch (FailedException failed) {
            throw failed.failure;
        } catch (GuardedResolver.ClosedAddressException closed) {
            throw new DeliveryException(FailureCategory.REJECTED, String.valueOf(closed.getMessage()), closed);
        } catch (UnknownHostException unknown) {
            throw unavailable("There is no server \"" + host + "\", or its name cannot be looked up now.", unknown);
        } catch (InterruptedIOException slow) {
            throw unavailable("The server " + host + " did not answer in time.", slow);
        } catch (ConnectException refused) {
            throw unavailable("The server " + host + " does not accept connections.", refused);
        } catch (SSLException untrusted) {
            throw unavailable("No secure connection to " + host + ": " + untrusted.getMessage(), untrusted);
        } catch (ZipException | EOFException broken) {
            throw unavailable("The answer of " + host + " is damaged or cut off.", broken);
        } catch (HttpException strange) {
            throw unavailable("The server " + host + " does not speak HTTP: " + strange.getMessage(), strange);
        } catch (IOException failure) {
            throw System.nanoTime() >= deadline
                    ? unavailable("The server " + host + " did not answer in time.", failure)
                    : unavailable("The connection to " + host + " failed: " + failure.getMessage(), failure);
        } finally {
            watch.cancel(false);
        }
    }

    private static DeliveryException unavailable(String message, Exception cause) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, message, cause);
    }

    private CompletableFuture<Void> cancelAt(HttpGet request, long deadline) {
        CompletableFuture<Void> watch = new CompletableFuture<Void>()
                .orTimeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> unused = watch.whenComplete((nothing, why) -> {
            if (why instanceof TimeoutException) {
                request.cancel();
            }
        });
        return watch;
    }

    private Step step(URI address, ClassicHttpResponse response, long deadline) throws IOException {
        int status = response.getCode();
        if (Statuses.isRedirect(status)) {
            return new Step(null, target(address, header(response, "Location")));
        }
        if (status != 200 && status != 304) {
            throw new FailedException(
                    Statuses.failure(status, address.getHost(), header(response, "Retry-After"), clock));
        }
        HttpEntity entity = response.getEntity();
        byte[] body = status == 304 || entity == null
                ? new byte[0]
                : body(entity.getContent(), isGzip(header(response, "Content-Encoding")), deadline);
        Answer answer = new Answer(
                address,
                status == 200,
                new Answer.Body(body),
                header(response, "Content-Type"),
                header(response, "ETag"),
                header(response, "Last-Modified"),
                Statuses.maxAge(header(response, "Cache-Control")));
        return new Step(answer, null);
    }

    private static URI target(URI address, @Nullable String location) throws FailedException {
        if (location != null) {
            try {
                return address.resolve(location.strip().replace(" ", "%20"));
            } catch (IllegalArgumentException noAddress) {
                // said below
            }
        }
        throw new FailedException(new DeliveryException(
                FailureCategory.REJECTED,
                "The server " + address.getHost() + " sends us elsewhere without saying where.",
                null));
    }

    private static boolean isGzip(@Nullable String encoding) {
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private byte[] body(InputStream raw, boolean gzip, long deadline) throws IOException {
        InputStream bounded = new BoundedInput(raw, limits.maxBytes(), deadline);
        InputStream content =
                gzip ? new BoundedInput(new GZIPInputStream(bounded), limits.maxBytes(), deadline) : bounded;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        content.transferTo(body);
        return body.toByteArray();
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** Carries a failure with its category through code that only knows IOException. */
    static final class FailedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient DeliveryException failure;

        FailedException(DeliveryException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
