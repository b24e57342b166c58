package org.rostrum.web.metrics;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.front.OperatorsOnly;
import org.rostrum.web.front.ReadOnly;
import org.rostrum.web.problem.ProblemDocument;
import org.rostrum.web.problem.ServletProblems;

/** {@code GET /metrics} for Prometheus; for operators only. */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/metrics", "osgi.http.whiteboard.servlet.name=rostrum-metrics"
        })
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final transient MicrometerMetrics metrics;
    private final transient OperatorsOnly operators;

    @Activate
    public MetricsServlet(@Reference MicrometerMetrics metrics, @Reference OperatorsOnly operators) {
        this.metrics = metrics;
        this.operators = operators;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ReadOnly.admits(request, response)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!operators.mayLook(request)) {
            ServletProblems.send(
                    response,
                    ProblemDocument.of(Problem.of(Problem.Kind.FORBIDDEN, "The figures are for operators.")
                            .withRemedy("Ask from the machine itself, or with a token that has the permission "
                                    + OperatorsOnly.PERMISSION + ".")));
            return;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(64 * 1024);
        metrics.write(text, CONTENT_TYPE);
        response.setContentType(CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }
}
