package org.rostrum.spi.http;

import java.io.Closeable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Makes calls. Only http and https, only to public addresses unless the server's configuration allows others (checked for the
 * address really connected to, at every redirect again). Keeps connections for further calls, no cookies, and tries nothing
 * again. May be used by several threads at once.
 */
public interface HttpClient extends Closeable {
    /**
     * Makes a call, and reads all of the answer, whatever its status.
     *
     * @throws DeliveryException {@link FailureCategory#REJECTED} when the address is none, is closed to us, or the answer too
     *     large; {@link FailureCategory#UNKNOWN_OUTCOME} when a call that may change something was sent, and no whole answer
     *     came; {@link FailureCategory#UNAVAILABLE} for every other way in which no whole answer came
     */
    HttpAnswer send(HttpCall call) throws DeliveryException;

    /** Breaks off what is under way, and lets go of all connections. */
    @Override
    void close();
}
