package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginClassLoaderTest {
    /** Knows one class and one resource, and nothing else. */
    private static final class Loader extends ClassLoader {
        private final URL resource;
        private final @Nullable Class<?> known;

        Loader(String resource, @Nullable Class<?> known) throws MalformedURLException {
            super(null);
            this.resource = URI.create("file:/" + resource).toURL();
            this.known = known;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (known != null && known.getName().equals(name)) {
                return known;
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String name) {
            return name.equals("list") ? resource : null;
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            return name.equals("list") ? Collections.enumeration(List.of(resource)) : Collections.emptyEnumeration();
        }
    }

    private final PluginClassLoader loader = new PluginClassLoader(
            new Loader("plugin", null),
            new Loader("camel", Test.class),
            () -> List.of(loader("extension"), loader("camel")));

    PluginClassLoaderTest() throws IOException {}

    private static Loader loader(String resource) {
        try {
            return new Loader(resource, PluginClassLoaderTest.class);
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void classes_areFoundBehindThePlugin_inOrder() throws Exception {
        assertThat(loader.loadClass(Test.class.getName())).isSameAs(Test.class);
        assertThat(loader.loadClass(PluginClassLoaderTest.class.getName())).isSameAs(PluginClassLoaderTest.class);
        assertThatThrownBy(() -> loader.loadClass("org.example.Nowhere"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("org.example.Nowhere");
    }

    @Test
    void resources_areMerged_eachOnce() throws Exception {
        assertThat(Collections.list(loader.getResources("list")))
                .extracting(URL::getPath)
                .containsExactly("/plugin", "/camel", "/extension");
        assertThat(loader.getResource("list")).hasPath("/plugin");
        assertThat(loader.getResource("other")).isNull();
    }
}
