package org.rostrum.web.container;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;

/** Refuses TRACE before Pax Web does, which says nothing about it. */
final class NoTrace implements HttpConfiguration.Customizer {
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (request.getMethod().equals("TRACE")) {
            throw new HttpException.RuntimeException(HttpStatus.METHOD_NOT_ALLOWED_405);
        }
        return request;
    }

    void enter(Server server) {
        for (Connector connector : server.getConnectors()) {
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(factory -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
                    .filter(configuration -> !configuration.getCustomizers().contains(this))
                    .forEach(configuration -> configuration.addCustomizer(this));
        }
    }

    void leave(Server server) {
        for (Connector connector : server.getConnectors()) {
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(factory -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
                    .forEach(configuration -> configuration.getCustomizers().remove(this));
        }
    }
}
