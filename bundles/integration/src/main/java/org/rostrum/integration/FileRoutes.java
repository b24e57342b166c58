package org.rostrum.integration;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of a file in one of Camel's languages for them, which its ending tells. */
public final class FileRoutes implements RoutesBuilder {
    private final String name;
    private final byte[] content;

    public FileRoutes(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        RouteFileLimits.check(content);
        // Camel goes by the ending, and knows one of the two
        Resource resource = ResourceHelper.fromBytes(name.replaceFirst("(?i)\\.ya?ml$", ".yaml"), content);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        if (context.getRoutesSize() == 0) {
            throw new IllegalArgumentException(
                    "It holds no route: a list entry that begins with \"- route:\" or \"- from:\".");
        }
    }

    /** They come with the others. */
    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {}

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        throw new UnsupportedOperationException("A file that was changed is taken anew.");
    }

    /** For people. */
    @Override
    public String toString() {
        return name;
    }
}
