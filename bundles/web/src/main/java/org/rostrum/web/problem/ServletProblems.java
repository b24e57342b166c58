package org.rostrum.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes documents where there is no JAX-RS. */
public final class ServletProblems {
    private ServletProblems() {}

    /** Sends the document, unless the answer is already on its way. */
    public static void send(HttpServletResponse response, ProblemDocument document) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(document.status());
        document.headers().forEach(response::setHeader);
        byte[] body = document.toJson();
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
