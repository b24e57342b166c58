package org.rostrum.web.container;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.rostrum.web.problem.AnswerHeaders;
import org.rostrum.web.problem.Failures;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.publish.BootState;

/** Writes problem documents where Jetty would write a page about itself. */
final class ContainerErrors extends ErrorHandler {
    private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final BootState boot;

    ContainerErrors(BootState boot) {
        this.boot = boot;
    }

    /** Whatever the method is: Jetty would answer TRACE and others without a word. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemDocument document;
        if (code == 404 && !boot.isFinished()) {
            document = ProblemDocument.of(BootState.starting());
        } else if (code >= 500 && code != 505 && cause != null) {
            document = Failures.tell(
                    cause, request.getMethod() + " " + request.getHttpURI().getPath());
        } else {
            document = document(code);
        }
        send(response, callback, document);
    }

    private static void send(Response response, Callback callback, ProblemDocument document) {
        response.setStatus(document.status());
        byte[] body = document.toJson();
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        addHeaders(headers, document);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static void addHeaders(HttpFields.Mutable headers, ProblemDocument document) {
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        AnswerHeaders.OF_ALL.forEach(headers::put);
        if (document.status() == 405) {
            headers.put(HttpHeader.ALLOW, ALLOW);
        }
        document.headers().forEach(headers::put);
    }

    private static ProblemDocument document(int code) {
        return switch (code) {
            case 400 -> ProblemDocument.of(
                    400,
                    "This is not a valid HTTP request, or its address can be read in more than one way.",
                    "Send it without empty or dot segments, and without encoded slashes, dots or percent signs.");
            case 405 -> ProblemDocument.of(
                    405, "The server does not take this method.", "Allowed, where there is something for it: " + ALLOW);
            case 404 -> ProblemDocument.of(404, "There is nothing at this address.", null);
            case 414 -> ProblemDocument.of(414, "The address is longer than the server takes.", "Put less into it.");
            case 431 -> ProblemDocument.of(431, "The headers are larger than the server takes.", "Send less of them.");
            case 505 -> ProblemDocument.of(
                    505, "The server does not speak this version of HTTP.", "Send the request as HTTP/1.1.");
            default -> ProblemDocument.of(code, "The request was not answered.", null);
        };
    }
}
