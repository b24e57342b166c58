package org.rostrum.web.publish;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configures CXF's servlets behind ours, which may stand before the container has taken ours in. */
final class EngineConfig implements ServletConfig {
    private static final Map<String, String> PARAMETERS =
            Map.of("hide-service-list-page", "true", "ignore.servlet.context.resolver", "true");

    private final HttpServlet front;

    EngineConfig(HttpServlet front) {
        this.front = front;
    }

    @Override
    public String getServletName() {
        return "rostrum-api";
    }

    @Override
    @SuppressWarnings("NullAway") // null until the container has taken the servlet in; no request comes before that
    public @Nullable ServletContext getServletContext() {
        return front.getServletConfig() == null ? null : front.getServletContext();
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return PARAMETERS.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(PARAMETERS.keySet());
    }
}
