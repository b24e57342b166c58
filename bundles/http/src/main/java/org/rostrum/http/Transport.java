package org.rostrum.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.rostrum.spi.http.HttpPolicy;

/**
 * The library, with all of its comforts switched off and all of its bounds set.
 *
 * <p>Kept connections: a server may close one while it is idle, and what is sent on it then is lost without a trace of whether
 * it was read. Sending it again could do it twice, so that this is done for nothing. Instead each kept connection is looked at
 * right before it is used (2 ms), is given up before the server said that it will close it, and after half a minute in any
 * case. What is left is a server that closes in the moment in which the request is on its way: whether that was read is then
 * really not known, and told so.
 */
final class Transport implements Closeable {
    static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final TimeValue MARGIN = TimeValue.ofSeconds(1);
    private static final int MOST_PER_SERVER = 16;
    private static final int MOST = 32;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int EARLY_ANSWER_CHECK = 64 * 1024;

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    Transport(HttpPolicy policy, NetworkRules rules, GuardedResolver resolver) {
        Timeout silence = Timeout.of(policy.silence());
        Http1Config bounded = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        this.connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounded)
                        // a server that refuses a large body while it is sent is heard
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(EARLY_ANSWER_CHECK))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(silence)
                        .setSocketTimeout(silence)
                        .setTimeToLive(TimeValue.of(LONGEST_LIFE))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .setMaxConnPerRoute(MOST_PER_SERVER)
                .setMaxConnTotal(MOST)
                .build();
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(silence)
                        .setResponseTimeout(silence)
                        .setConnectionKeepAlive(TimeValue.of(LONGEST_IDLE))
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setKeepAliveStrategy(Transport::keep)
                .setRequestExecutor(new GuardedExecutor(rules))
                .setProxy(rules.proxy())
                .setUserAgent(policy.agent() + " (Rostrum)")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableConnectionState()
                .disableAuthCaching()
                .build();
    }

    private static TimeValue keep(HttpResponse response, HttpContext context) {
        long told = DefaultConnectionKeepAliveStrategy.INSTANCE
                .getKeepAliveDuration(response, context)
                .toMilliseconds();
        long left = Math.min(told, LONGEST_IDLE.toMillis()) - MARGIN.toMilliseconds();
        return TimeValue.ofMilliseconds(Math.max(1, left));
    }

    /** The answer, whose body is still on its way; cancelling the request lets go of the connection. */
    ClassicHttpResponse open(HttpUriRequestBase request) throws IOException, HttpException {
        for (int i = 0; i < MOST_PER_SERVER; i++) {
            try {
                return once(request);
            } catch (GuardedExecutor.UncleanConnectionException another) {
                // nothing was sent
            }
        }
        return once(request);
    }

    private ClassicHttpResponse once(HttpUriRequestBase request) throws IOException, HttpException {
        return client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create());
    }

    /** Lets go of what was not used for long; servers have closed most of it. */
    void tidy() {
        connections.closeExpired();
        connections.closeIdle(TimeValue.of(LONGEST_IDLE));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
