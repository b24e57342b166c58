package org.rostrum.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryTarget;

/** The classes of a plugin must be free to go when its routes are gone. */
class UnloadingTest {
    /** Public, because the plugin's classes come from another loader. */
    public static final class Kept {
        /** Context class loaders of threads that worked for a plugin: whoever keeps such a thread keeps them. */
        public static final Queue<ClassLoader> LOADERS = new ConcurrentLinkedQueue<>();

        private Kept() {}
    }

    /** What the plugin's bundle holds. */
    public static final class PluginRoute extends RouteBuilder {
        /** Bound as a bean, so that Camel looks at it by reflection. */
        public static final class Greeter {
            public String greet(String body) {
                return "hello " + body;
            }

            public String getWord() {
                return "word";
            }
        }

        @Override
        public void configure() {
            Kept.LOADERS.add(Thread.currentThread().getContextClassLoader());
            from("rostrum:lead?adapter=a")
                    .bean(new Greeter(), "greet")
                    .setHeader("RostrumExternalId", simple("${body}"))
                    .setBody(exchange -> new Greeter())
                    .setHeader("word", simple("${body.word}"))
                    .process(exchange -> new ObjectMapper().writeValueAsString(List.of(new Greeter())));
        }
    }

    /** Loads the plugin's classes itself and asks its parent for everything else, as a bundle does. */
    private static final class PluginLoader extends ClassLoader {
        PluginLoader() {
            super(UnloadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PluginRoute.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(code, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    private static WeakReference<ClassLoader> installUseRemove(TestServer server, int round) throws Exception {
        PluginLoader loader = new PluginLoader();
        RoutesBuilder routes = (RoutesBuilder) loader.loadClass(PluginRoute.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        server.contexts.add(new Plugin(round + "", "plugin", loader), routes);
        await().until(() -> server.published.size() == 1);
        DeliveryTarget target = server.target("lead");
        assertThat(target.deliver(TestServer.delivery("lead", "{}")).externalId())
                .isEqualTo("hello {}");
        server.contexts.remove(routes);
        return new WeakReference<>(loader);
    }

    @Test
    void fiftyRounds_leaveNoClasses() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (TestServer server = new TestServer()) {
            for (int round = 0; round < 50; round++) {
                loaders.add(installUseRemove(server, round));
            }
            assertThat(Kept.LOADERS).hasSize(50);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                System.gc();
                assertThat(loaders.stream().filter(loader -> loader.get() != null))
                        .isEmpty();
            });
        }
    }
}
