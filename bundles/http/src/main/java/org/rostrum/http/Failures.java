package org.rostrum.http;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;

/**
 * What it means that no whole answer came, in words. Of what the library says only that is taken over which cannot hold parts
 * of the conversation, such as a header line that could not be read.
 */
final class Failures {
    private final int maxBytes;

    Failures(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    DeliveryException of(Exception failure, HttpCall call, CallUnderWay underWay) {
        if (failure instanceof ClosedAddressException) {
            return new DeliveryException(FailureCategory.REJECTED, String.valueOf(failure.getMessage()), failure);
        }
        if (failure instanceof BoundedInput.TooLargeException) {
            return new DeliveryException(
                    FailureCategory.REJECTED,
                    "The answer of " + call.address().getHost() + " is larger than " + maxBytes + " bytes.",
                    null);
        }
        boolean doubt = underWay.mayHaveReachedTheServer() && !call.safe();
        return new DeliveryException(
                doubt ? FailureCategory.UNKNOWN_OUTCOME : FailureCategory.UNAVAILABLE,
                words(failure, call.address().getHost(), underWay)
                        + (doubt ? " Whether it did what it was asked for is not known." : ""),
                tellable(failure));
    }

    private static String words(Exception failure, String host, CallUnderWay underWay) {
        return switch (underWay.whyOver()) {
            case OUT_OF_TIME -> "The server " + host + " did not answer in time.";
            case INTERRUPTED -> "The call to " + host + " was interrupted.";
            case CLOSED -> "The call to " + host + " was broken off, as the client was closed.";
            case NONE -> words(failure, host);
        };
    }

    private static String words(Exception failure, String host) {
        if (failure instanceof UnknownHostException) {
            return "There is no server \"" + host + "\", or its name cannot be looked up now.";
        }
        if (failure instanceof RequestFailedException) {
            return "The call to " + host + " could not be made.";
        }
        if (failure instanceof InterruptedIOException) {
            return "The server " + host + " did not answer in time.";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "The server " + host + " does not accept connections.";
        }
        if (failure instanceof SSLException) {
            return "No secure connection to " + host + ": " + failure.getMessage();
        }
        if (failure instanceof NoHttpResponseException) {
            return "The server " + host + " closed the connection without an answer.";
        }
        if (failure instanceof ZipException
                || failure instanceof EOFException
                || failure instanceof ConnectionClosedException) {
            return "The answer of " + host + " is damaged or cut off.";
        }
        if (failure instanceof Answers.StrangePackingException) {
            return "The answer of " + host + " is packed in a way that was not asked for.";
        }
        if (failure instanceof MessageConstraintException) {
            return "The answer of " + host + " has too many or too long headers.";
        }
        if (failure instanceof GuardedExecutor.NoTunnelException) {
            return "The proxy does not let us through to " + host + ": " + failure.getMessage() + ".";
        }
        if (failure instanceof SentBody.WrongLengthException) {
            return "What was to be sent to " + host + " has another length than was announced.";
        }
        if (failure instanceof SocketException) {
            return "The connection to " + host + " failed: " + failure.getMessage();
        }
        return "The conversation with " + host + " failed ("
                + failure.getClass().getSimpleName() + ").";
    }

    /** Causes are logged with their messages. */
    private static @Nullable Exception tellable(Exception failure) {
        return failure instanceof SocketException
                        || failure instanceof SSLException
                        || failure instanceof UnknownHostException
                        || failure instanceof InterruptedIOException
                        || failure instanceof NoHttpResponseException
                ? failure
                : null;
    }
}
