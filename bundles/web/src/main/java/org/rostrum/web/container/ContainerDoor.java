package org.rostrum.web.container;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rostrum.web.publish.BootState;

/** Handles nothing; it is the way to the server inside Pax Web, whose errors shall be told as problems. */
@Component(service = Handler.class, property = "service.ranking:Integer=1000")
public final class ContainerDoor extends Handler.Abstract {
    private final ContainerErrors errors;

    @Activate
    public ContainerDoor(BundleContext context) {
        this.errors = new ContainerErrors(new BootState(context));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getServer().setErrorHandler(errors);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        return false;
    }
}
