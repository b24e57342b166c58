package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A resource that is gone leaves nothing of its classes behind, also not in the caches of Jackson, Swagger and CXF. */
class ClassLeakTest {
    /** Defines the resource and its records anew, as the loader of an updated bundle does. */
    private static final class BundleLoader extends ClassLoader {
        private static final String OWN = Things.class.getName();

        BundleLoader() {
            super(ClassLeakTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(OWN) && !name.startsWith(OWN + "$")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) {
            try (InputStream file =
                    Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Test
    void twentyRedeployments_leaveNoClassLoaderBehind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (ApiFixture api = new ApiFixture(Map.of("quietMillis", 5, "graceSeconds", 3600)).start()) {
            for (int deployment = 0; deployment < 20; deployment++) {
                long id = deploy(api, loaders);
                api.awaitResources(1);
                use(api);
                api.remove(id);
                api.awaitResources(0);
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                System.gc();
                assertThat(loaders).allMatch(loader -> loader.get() == null);
            });
        }
    }

    private static long deploy(ApiFixture api, List<WeakReference<ClassLoader>> loaders) throws Exception {
        ClassLoader loader = new BundleLoader();
        loaders.add(new WeakReference<>(loader));
        Object resource =
                loader.loadClass(Things.class.getName()).getConstructor().newInstance();
        assertThat(resource.getClass()).isNotSameAs(Things.class);
        return api.add(resource);
    }

    /** Every kind of use that can fill a cache. */
    private static void use(ApiFixture api) throws Exception {
        assertThat(api.get("/openapi.json").body()).contains("ThingsThing");
        assertThat(api.get("/things?colour=RED&limit=5").statusCode()).isEqualTo(200);
        assertThat(api.get("/things/5").statusCode()).isEqualTo(200);
        assertThat(api.get("/things?colour=PINK").statusCode()).isEqualTo(400);
        assertThat(api.post("/things", "{\"name\":\"a\",\"parts\":[{\"name\":\"p\",\"weight\":1}]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.post("/things", "{\"nmae\":\"a\"}").statusCode()).isEqualTo(400);
        assertThat(api.get("/things/failures/npe").statusCode()).isEqualTo(500);
        assertThat(api.get("/things/failures/unwritable").statusCode()).isEqualTo(500);
    }
}
