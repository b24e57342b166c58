package org.rostrum.web.publish;

import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** One CXF bus with one server on it, unknown to any other bus, so that several can stand side by side. */
final class CxfEngine implements ApiGeneration.Engine {
    /** Otherwise Location names "localhost" to whoever asked "127.0.0.1", for which the session's cookie is not valid. */
    private static final String REPLACE_LOOPBACK = "replace.loopback.address.with.localhost";

    private final ClassLoader loader;
    private final CXFNonSpringServlet servlet;
    private final ExtensionManagerBus bus;
    private final Server server;

    /** @throws RuntimeException of whatever kind CXF throws when it cannot publish the resources */
    CxfEngine(ClassLoader loader, ServletConfig config, List<?> resources, List<?> providers) throws ServletException {
        this.loader = loader;
        this.servlet = new CXFNonSpringServlet(null, false);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Bus busBefore = BusFactory.getThreadDefaultBus(false);
        thread.setContextClassLoader(loader);
        bus = new ExtensionManagerBus(new HashMap<>(), new HashMap<>(), loader);
        try {
            servlet.setBus(bus);
            servlet.init(config);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress("/");
            factory.setServiceBeans(List.copyOf(resources));
            factory.setProviders(List.copyOf(providers));
            factory.setProperties(Map.of(REPLACE_LOOPBACK, Boolean.FALSE));
            server = factory.create();
        } catch (RuntimeException | LinkageError | ServletException failure) {
            bus.shutdown(true);
            throw failure;
        } finally {
            BusFactory.setThreadDefaultBus(busBefore);
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        servlet.service(request, response);
    }

    @Override
    public void close() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            // not servlet.destroy(): it would remove the folder of temporary files, which all buses share
            server.destroy();
            bus.shutdown(true);
        } finally {
            thread.setContextClassLoader(before);
            // holds the types of the resources' classes, and with them bundles that are gone
            TypeFactory.defaultInstance().clearCache();
        }
    }
}
