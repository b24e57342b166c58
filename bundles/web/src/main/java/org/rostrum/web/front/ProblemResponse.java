package org.rostrum.web.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.problem.ServletProblems;

/** Makes problem documents of the bare errors that servlets send, where the container would write a page of its own. */
final class ProblemResponse extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    ProblemResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void sendError(int status) throws IOException {
        // a servlet that aborts a connection, and does not answer
        if (status < 0) {
            super.sendError(status);
            return;
        }
        String detail =
                switch (status) {
                    case 404 -> "There is nothing at " + path() + ".";
                    case 405 -> request.getMethod() + " is not possible at " + path() + ".";
                    default -> "The request was not answered.";
                };
        ServletProblems.send((HttpServletResponse) getResponse(), ProblemDocument.of(status, detail, null));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        // the message may tell of the inside
        sendError(status);
    }

    private String path() {
        String path = request.getRequestURI();
        return path.length() <= 200 ? path : path.substring(0, 200) + "…";
    }
}
