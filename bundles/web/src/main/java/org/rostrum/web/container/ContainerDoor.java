package org.rostrum.web.container;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.rostrum.web.publish.BootState;

/**
 * Changes no request but for the patience with its body; it is the way to the server inside Pax Web, whose errors shall be told as problems. The first request
 * that finds a servlet leads there, such as that of {@code rostrum start} for {@code /health}.
 *
 * <p>A {@code Handler} or a {@code Customizer} would be there before the first request, but each makes Pax Web start its
 * server anew; servlets that came up at the same moment were then sometimes lost, and {@code /health} stayed away for good.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.name=rostrum-container",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=100001"
        })
public final class ContainerDoor implements Filter {
    private final ContainerErrors errors;
    private final NoTrace noTrace = new NoTrace();
    private final Semaphore patience = new Semaphore(SlowBodies.PATIENT);
    private volatile @Nullable Server server;
    private volatile Request.@Nullable Handler before;

    @Activate
    public ContainerDoor(BundleContext context) {
        this.errors = new ContainerErrors(new BootState(context));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContextHandler serving = ContextHandler.getCurrentContextHandler();
        if (serving != null) {
            Server container = serving.getServer();
            if (container.getErrorHandler() != errors) {
                enter(container);
            }
        }
        chain.doFilter(request instanceof HttpServletRequest http ? new SlowBodies(http, patience) : request, response);
    }

    private synchronized void enter(Server serving) {
        Request.Handler present = serving.getErrorHandler();
        if (present != errors) {
            before = present;
            server = serving;
            serving.setErrorHandler(errors);
            noTrace.enter(serving);
        }
    }

    /** Leaves nothing of this bundle behind in the server, which stays. */
    @Deactivate
    synchronized void leave() {
        Server serving = server;
        if (serving != null && serving.getErrorHandler() == errors) {
            serving.setErrorHandler(before);
            noTrace.leave(serving);
        }
        server = null;
    }
}
