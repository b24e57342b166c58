package org.rostrum.web.container;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.rostrum.web.publish.BootState;

/**
 * Changes no request; it is the way to the server inside Pax Web, whose errors shall be told as problems. The first request
 * that can be read at all leads there, such as that of {@code rostrum start} for {@code /health}.
 *
 * <p>A {@code Handler} would be there before the first request, but makes Pax Web start its server anew; servlets that came
 * up at the same moment were then sometimes lost, and {@code /health} stayed away for good.
 */
@Component(service = HttpConfiguration.Customizer.class)
public final class ContainerDoor implements HttpConfiguration.Customizer {
    private final ContainerErrors errors;
    private volatile @Nullable Server server;
    private volatile Request.@Nullable Handler before;

    @Activate
    public ContainerDoor(BundleContext context) {
        this.errors = new ContainerErrors(new BootState(context));
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Server serving = request.getConnectionMetaData().getConnector().getServer();
        if (serving.getErrorHandler() != errors) {
            enter(serving);
        }
        return request;
    }

    private synchronized void enter(Server serving) {
        Request.Handler present = serving.getErrorHandler();
        if (present != errors) {
            before = present;
            server = serving;
            serving.setErrorHandler(errors);
        }
    }

    /** Leaves nothing of this bundle behind in the server, which stays. */
    @Deactivate
    synchronized void leave() {
        Server serving = server;
        if (serving != null && serving.getErrorHandler() == errors) {
            serving.setErrorHandler(before);
        }
        server = null;
    }
}
