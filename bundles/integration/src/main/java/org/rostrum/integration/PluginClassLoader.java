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
 * of the same name are merged, because Camel finds its converters and components by lists that lie in each jar. Threads keep
 * their context class loader for good, and now and then somebody keeps a thread: so this one lets go of the plugin when the
 * plugin is gone.
 */
final class PluginClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader camel;
    private final Supplier<List<ClassLoader>> extensions;
    private volatile @Nullable ClassLoader plugin;

    PluginClassLoader(ClassLoader plugin, ClassLoader camel, Supplier<List<ClassLoader>> extensions) {
        super(null);
        this.plugin = plugin;
        this.camel = camel;
        this.extensions = extensions;
    }

    /** From now on the plugin's classes are not seen any more, and may go. */
    void letGo() {
        plugin = null;
    }

    private List<ClassLoader> all() {
        List<ClassLoader> loaders = new ArrayList<>();
        ClassLoader first = plugin;
        if (first != null) {
            loaders.add(first);
        }
        loaders.add(camel);
        loaders.addAll(extensions.get());
        return loaders;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader loader : all()) {
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
        for (ClassLoader loader : all()) {
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
        for (ClassLoader loader : all()) {
            for (URL url : Collections.list(loader.getResources(name))) {
                if (seen.add(url.toExternalForm())) {
                    found.add(url);
                }
            }
        }
        return Collections.enumeration(found);
    }
}
