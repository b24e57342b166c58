package org.rostrum.web.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.problem.ServletProblems;

/** What can be read, and nothing else be done with. */
public final class ReadOnly {
    private static final String ALLOW = "GET, HEAD, OPTIONS";

    private ReadOnly() {}

    /** Whether the request wants to read; it is answered when it does not. */
    public static boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                return true;
            }
            case "OPTIONS" -> {
                response.setHeader("Allow", ALLOW);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", ALLOW);
                ServletProblems.send(response, ProblemDocument.of(405, "This can only be read.", "Allowed: " + ALLOW));
            }
        }
        return false;
    }
}
