package org.rostrum.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The last gate before a request leaves. Looks once more where its connection leads to, also when that was kept from a call
 * before; and whether a kept connection is still clean: what came on it unasked would be taken for the answer.
 */
final class GuardedExecutor extends HttpRequestExecutor {
    private final NetworkRules rules;

    /** Nothing was sent; another connection may be taken. */
    static final class UncleanConnectionException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The proxy does not let us through. */
    static final class NoTunnelException extends IOException {
        private static final long serialVersionUID = 1L;

        NoTunnelException(int status) {
            super("status " + status);
        }
    }

    GuardedExecutor(NetworkRules rules) {
        this.rules = rules;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback information,
            HttpContext context)
            throws IOException, HttpException {
        if (rules.proxy() == null) {
            checkAddress(
                    connection,
                    HttpClientContext.castOrCreate(context)
                            .getHttpRoute()
                            .getTargetHost()
                            .getHostName());
        }
        checkClean(connection);
        if (request.getMethod().equalsIgnoreCase("CONNECT")) {
            return tunnel(super.execute(request, connection, information, context), connection);
        }
        CallUnderWay.current().sending();
        return super.execute(request, connection, information, context);
    }

    /** What a proxy answers must not be taken for the answer of the server. */
    private static ClassicHttpResponse tunnel(ClassicHttpResponse answer, HttpClientConnection connection)
            throws IOException {
        if (answer.getCode() / 100 != 2) {
            connection.close();
            throw new NoTunnelException(answer.getCode());
        }
        return answer;
    }

    private void checkAddress(HttpClientConnection connection, String host) throws IOException {
        if (!(connection.getRemoteAddress() instanceof InetSocketAddress remote)) {
            throw new SocketException("connection lost");
        }
        if (!rules.isOpen(host, remote.getAddress())) {
            connection.close();
            throw new ClosedAddressException(host, remote.getAddress());
        }
    }

    private static void checkClean(HttpClientConnection connection) throws IOException {
        EndpointDetails details = connection.getEndpointDetails();
        if (details != null && details.getRequestCount() > 0 && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
            connection.close();
            throw new UncleanConnectionException();
        }
    }
}
