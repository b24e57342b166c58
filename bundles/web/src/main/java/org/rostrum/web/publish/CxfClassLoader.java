package org.rostrum.web.publish;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;

/** Sees into each of CXF's bundles. CXF 4 has no OSGi activator: its bus finds its parts by META-INF/cxf of one loader. */
final class CxfClassLoader extends ClassLoader {
    private final List<ClassLoader> parts;

    CxfClassLoader() {
        super(CxfClassLoader.class.getClassLoader());
        parts = Stream.of(ExtensionManagerBus.class, AbstractHTTPDestination.class, JAXRSServerFactoryBean.class)
                .map(Class::getClassLoader)
                .distinct()
                .toList();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader part : parts) {
            try {
                return part.loadClass(name);
            } catch (ClassNotFoundException absent) {
                // perhaps the next one has it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (ClassLoader part : parts) {
            URL found = part.getResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Map<String, URL> all = new LinkedHashMap<>();
        for (ClassLoader part : parts) {
            for (URL found : Collections.list(part.getResources(name))) {
                all.putIfAbsent(found.toExternalForm(), found);
            }
        }
        return Collections.enumeration(all.values());
    }
}
