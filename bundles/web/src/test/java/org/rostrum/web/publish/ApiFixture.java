package org.rostrum.web.publish;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.Servlet;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.web.front.FrontFilter;
import org.rostrum.web.metrics.MicrometerMetrics;
import org.rostrum.web.testing.Configs;
import org.rostrum.web.testing.FakeFramework;
import org.rostrum.web.testing.TestServer;

/** The publisher in a fake framework behind a real servlet container. */
final class ApiFixture implements AutoCloseable {
    final FakeFramework framework = new FakeFramework();
    /** With what reads the bodies of refused requests in the product too, so that connections stay good. */
    final TestServer server = new TestServer().with(new FrontFilter(new MicrometerMetrics()), "/*");

    final ApiPublisher publisher;
    private final AtomicLong ids = new AtomicLong(100);

    ApiFixture() {
        this(Map.of());
    }

    ApiFixture(Map<String, Object> config) {
        Map<String, Object> quick = new HashMap<>(Map.of("quietMillis", 20));
        quick.putAll(config);
        publisher = new ApiPublisher(framework.context(), noComponents(), Configs.of(PublisherConfig.class, quick));
    }

    /** Starts with the resources; everything is allowed. */
    ApiFixture start(Object... resources) {
        return start(FixedAccess.everything(), resources);
    }

    ApiFixture start(Access access, Object... resources) {
        publisher.setAccess(access);
        for (Object resource : resources) {
            add(resource);
        }
        server.with((Servlet) framework.services().get(0), "/api/v1/*").start();
        awaitResources(resources.length);
        return this;
    }

    long add(Object resource) {
        long id = ids.incrementAndGet();
        publisher.addResource(resource, Map.of("service.id", id));
        return id;
    }

    void remove(long id) {
        publisher.removeResource(Map.of("service.id", id));
    }

    void awaitResources(int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> publisher.status().renewed() != null
                        && publisher.status().served() == count);
    }

    HttpResponse<String> get(String path) throws Exception {
        return server.get("/api/v1" + path);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return server.post("/api/v1" + path, json);
    }

    static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ApiFixture.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> List.of());
    }

    @Override
    public void close() {
        publisher.stop();
        server.close();
    }
}
