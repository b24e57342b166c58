package org.rostrum.web.publish;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.gate.RequestEncoding;
import org.rostrum.web.problem.Failures;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.problem.ServletProblems;

/** The one servlet of the API; stays while the generations behind it change. */
final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String VISIT = ApiServlet.class.getName() + ".visit";

    // not serialised: no container passivates this servlet
    private final transient Switchboard switchboard;

    ApiServlet(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Switchboard.Visit visit;
        // an asynchronous answer comes through here twice
        if (request.getAttribute(VISIT) instanceof Switchboard.Visit begun) {
            visit = begun;
        } else {
            try {
                visit = switchboard.admit(request.getPathInfo() == null ? "/" : request.getPathInfo());
            } catch (Problem turnedAway) {
                ServletProblems.send(response, ProblemDocument.of(turnedAway));
                return;
            }
            request.setAttribute(VISIT, visit);
        }
        try {
            serve(visit, request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new EndOfVisit(visit));
            } else {
                visit.end();
            }
        }
    }

    private static void serve(Switchboard.Visit visit, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            RequestEncoding.check(request.getHeader("Content-Type"), request.getQueryString());
            visit.generation().serve(request, new BreakableResponse(request, response));
        } catch (ServletException | IOException | RuntimeException | LinkageError failure) {
            if (response.isCommitted()) {
                throw brokenOff(failure);
            }
            ServletProblems.send(
                    response, Failures.tell(unwrap(failure), request.getMethod() + " " + request.getRequestURI()));
            return;
        }
        if (request.getAttribute(ProblemMapper.BROKEN_OFF) != null) {
            throw brokenOff(null);
        }
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof ServletException && cause != null ? cause : failure;
    }

    /** The container then cuts the connection, which is the only way left to tell that the answer is not complete. */
    private static IOException brokenOff(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IOException("The answer broke off after its first bytes had left", cause);
    }

    private static final class EndOfVisit implements AsyncListener {
        private final Switchboard.Visit visit;

        EndOfVisit(Switchboard.Visit visit) {
            this.visit = visit;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            visit.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
