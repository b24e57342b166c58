package org.rostrum.web.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.web.front.OperatorsOnly;
import org.rostrum.web.front.ReadOnly;

/**
 * {@code GET /health}: 200 while everything works, 503 otherwise. Operators see each check, others only the word. With
 * {@code ?tag=…} only the checks with one of the tags count.
 */
@Component(
        service = Servlet.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/health", "osgi.http.whiteboard.servlet.name=rostrum-health"})
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** The empty selector of Felix selects nothing. */
    private static final String[] EVERY = {"*"};

    private static final JsonFactory JSON = new JsonFactory();

    private final transient HealthCheckExecutor executor;
    private final transient OperatorsOnly operators;

    @Activate
    public HealthServlet(@Reference HealthCheckExecutor executor, @Reference OperatorsOnly operators) {
        this.executor = executor;
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
        String[] tags = request.getParameterValues("tag");
        List<CheckReport> checks = executor.execute(HealthCheckSelector.tags(tags == null ? EVERY : tags)).stream()
                .map(HealthServlet::report)
                .sorted(Comparator.comparing(CheckReport::name))
                .toList();
        // no check at all is not health
        Result.Status worst = checks.stream()
                .map(CheckReport::status)
                .max(Comparator.naturalOrder())
                .orElse(Result.Status.HEALTH_CHECK_ERROR);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("status", worst.name());
            if (operators.mayLook(request)) {
                json.writeArrayFieldStart("checks");
                for (CheckReport check : checks) {
                    check.write(json);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        response.setStatus(worst.compareTo(Result.Status.WARN) <= 0 ? 200 : 503);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }

    private static CheckReport report(HealthCheckExecutionResult executed) {
        return CheckReport.of(
                executed.getHealthCheckMetadata().getName(),
                executed.getHealthCheckMetadata().getTags(),
                executed.getHealthCheckResult(),
                executed.getFinishedAt().toInstant(),
                executed.getElapsedTimeInMs());
    }
}
