package org.rostrum.web.front;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What nobody has read of a request that was answered, such as the body of one that was refused. Left there, it makes the
 * container close the connection after an answer that did not say so, and the client's next request may get lost on it.
 */
final class Leftovers {
    /** More is not worth it: the connection is closed then. */
    private static final long LONGEST = 64L * 1024;

    private Leftovers() {}

    /** Reads the rest when it is short and on its way; the answer goes out first. */
    static void clear(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long length = request.getContentLengthLong();
        // who asks for leave to send a body has not sent it
        if (length <= 0 || length > LONGEST || request.isAsyncStarted() || request.getHeader("Expect") != null) {
            return;
        }
        ServletInputStream body;
        try {
            body = request.getInputStream();
        } catch (IllegalStateException readAsText) {
            return;
        }
        if (!body.isFinished()) {
            response.flushBuffer();
            body.transferTo(OutputStream.nullOutputStream());
        }
    }
}
