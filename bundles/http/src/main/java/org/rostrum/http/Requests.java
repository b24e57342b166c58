package org.rostrum.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;

/** Makes requests of calls, and refuses what would be misunderstood on the way. */
final class Requests {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");
    private static final Set<String> NO_METHODS = Set.of("CONNECT", "TRACE");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    /** Those the client sets, or that speak to the next hop and not to the server. */
    private static final Set<String> OURS = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private Requests() {}

    /** Without its body. */
    static HttpUriRequestBase of(HttpCall call) throws DeliveryException {
        Addresses.check(call.address());
        if (!METHOD.matcher(call.method()).matches() || NO_METHODS.contains(call.method())) {
            throw rejected("The method " + call.method() + " cannot be used.");
        }
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.address());
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            check(header.getKey(), header.getValue());
            request.setHeader(header.getKey(), header.getValue());
        }
        if (call.body() != null && !VALUE.matcher(call.body().mediaType()).matches()) {
            throw rejected("The media type of what is sent has characters that none can have.");
        }
        request.setHeader("Accept-Encoding", "gzip");
        return request;
    }

    private static void check(String name, String value) throws DeliveryException {
        if (!NAME.matcher(name).matches()) {
            throw rejected("The name of a header has characters that none can have.");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw rejected("The header " + name + " is not for connectors to set.");
        }
        if (!VALUE.matcher(value).matches()) {
            throw rejected("The header " + name + " has characters that none can have, such as line breaks or letters"
                    + " beyond ASCII.");
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
