package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;

/** Notes the route on the servlet request, so that timings can be kept by route and not by address. */
@Priority(0)
public final class RouteLabel implements ContainerRequestFilter {
    /** Request attribute that holds the route. */
    public static final String ATTRIBUTE = "org.rostrum.web.route";

    @Override
    public void filter(ContainerRequestContext context) {
        OperationResourceInfo operation = Operation.current();
        HttpServletRequest request = Operation.request();
        if (operation != null && request != null) {
            request.setAttribute(
                    ATTRIBUTE, request.getContextPath() + request.getServletPath() + Operation.route(operation));
        }
    }
}
