package org.rostrum.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;

/** Addresses that we are ready to ask, and those that answers send us to. */
final class Addresses {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What another server may know; all else may be a secret between us and the first. */
    private static final Set<String> FOR_ANYBODY = Set.of(
            "accept", "accept-language", "if-modified-since", "if-none-match", "range", "if-range", "user-agent");

    private Addresses() {}

    /** @throws DeliveryException REJECTED, saying what is wrong with it */
    static void check(URI address) throws DeliveryException {
        try {
            HttpAddress.check(address);
        } catch (IllegalArgumentException wrong) {
            throw rejected(String.valueOf(wrong.getMessage()));
        }
    }

    /** Whether an answer sends calls that may follow to another address. */
    static boolean isRedirect(HttpCall call, int status) {
        return REDIRECTS.contains(status)
                && (call.method().equals("GET") || call.method().equals("HEAD"));
    }

    /** The call at the address that we are sent to; without what is none of the business of another server. */
    static HttpCall follow(HttpCall call, HttpAnswer answer) throws DeliveryException {
        URI target = target(call.address(), answer.header("Location").orElse(null));
        check(target);
        Map<String, String> headers = new TreeMap<>(call.headers());
        if (!origin(target).equals(origin(call.address()))) {
            headers.keySet().removeIf(name -> !FOR_ANYBODY.contains(name.toLowerCase(Locale.ROOT)));
        }
        return new HttpCall(call.method(), target, headers, null, call.safe());
    }

    private static URI target(URI address, @Nullable String location) throws DeliveryException {
        if (location != null) {
            try {
                return address.resolve(location.strip().replace(" ", "%20"));
            } catch (IllegalArgumentException noAddress) {
                // said below
            }
        }
        throw rejected("The server " + address.getHost() + " sends us elsewhere without saying where.");
    }

    private static String origin(URI address) {
        boolean secure = address.getScheme().equalsIgnoreCase("https");
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        return (secure ? "https://" : "http://") + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
