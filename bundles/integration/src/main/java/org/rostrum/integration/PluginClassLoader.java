package org.rostrum.integration;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Camel sees while it works for a plugin: the plugin first, then Camel, then the bundles that extend Camel. Resources
 * of the same name are merged, because Camel finds its converters and components by lists that lie in each jar.
 */
final class PluginClassLoader extends ClassLoader {
    private final ClassLoader camel;
    private final Supplier<List<ClassLoader>> extensions;

    PluginClassLoader(ClassLoader plugin, ClassLoader camel, Supplier<List<ClassLoader>> extensions) {
        super(plugin);
        this.camel = camel;
        this.extensions = extensions;
    }

    private List<ClassLoader> behindPlugin() {
        List<ClassLoader> loaders = new ArrayList<>();
        loaders.add(camel);
        loaders.addAll(extensions.get());
        return loaders;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader loader : behindPlugin()) {
            try {
                return loader.loadClass(name);
            } catch (ClassNotFoundException notHere) {
                // the next one may have it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (ClassLoader loader : behindPlugin()) {
            URL found = loader.getResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Set<String> seen = new LinkedHashSet<>();
        List<URL> found = new ArrayList<>();
        for (ClassLoader loader : behindPlugin()) {
            for (URL url : Collections.list(loader.getResources(name))) {
                if (seen.add(url.toExternalForm())) {
                    found.add(url);
                }
            }
        }
        return Collections.enumeration(found);
    }
}
