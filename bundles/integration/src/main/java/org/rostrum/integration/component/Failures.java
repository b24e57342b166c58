package org.rostrum.integration.component;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What an exception that came out of a route means for the delivery. */
final class Failures {
    private static final int DEEPEST_CAUSE = 20;
    private static final int LONGEST_MESSAGE = 1000;

    private Failures() {}

    static DeliveryException of(String routeId, Throwable thrown, Instant now) {
        Throwable innermost = thrown;
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause()) {
            if (cause instanceof DeliveryException known) {
                return known;
            }
            if (neverConnected(cause)) {
                return new DeliveryException(
                        FailureCategory.UNAVAILABLE,
                        "The other side could not be reached (route \"" + routeId + "\"): " + words(cause),
                        thrown);
            }
            if (cause instanceof HttpOperationFailedException answered) {
                return HttpFailures.of(routeId, answered, now);
            }
            innermost = cause;
            depth++;
        }
        return new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The route \"" + routeId + "\" broke off and it is not known whether the delivery arrived: "
                        + words(innermost),
                thrown);
    }

    /** Whether this shows that nothing can have been sent. */
    private static boolean neverConnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || (cause instanceof SocketTimeoutException timeout && duringConnect(timeout));
    }

    /** The JDK uses one class for both timeouts and tells them apart by words; Apache HttpClient has a subclass. */
    private static boolean duringConnect(SocketTimeoutException timeout) {
        String message = timeout.getMessage();
        return timeout.getClass().getSimpleName().startsWith("Connect")
                || (message != null && message.toLowerCase(Locale.ROOT).contains("connect timed out"));
    }

    static String words(Throwable cause) {
        return cause.getClass().getSimpleName() + plain(cause.getMessage());
    }

    /** Without passwords that stand in addresses of endpoints. */
    private static String plain(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        String clean = URISupport.sanitizeUri(message).strip();
        return ": " + (clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE) + "…" : clean);
    }
}
