package org.rostrum.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

class ServiceWhiteboardTest {
    private final Path storage;

    ServiceWhiteboardTest(@TempDir Path storage) {
        this.storage = storage;
    }

    private interface Scene {
        void with(BundleContext context) throws Exception;
    }

    private void inFramework(Scene test) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        try {
            test.with(framework.getBundleContext());
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    @SuppressWarnings("rawtypes") // the type of the registry
    private static ServiceRegistration<Supplier> register(BundleContext context, Supplier<String> service, int rank) {
        return context.registerService(
                Supplier.class, service, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, rank)));
    }

    @Test
    @SuppressWarnings("rawtypes") // the type of the registry
    void sees_services_come_and_go_the_highest_rank_first() throws Exception {
        inFramework(context -> {
            ServiceRegistration<Supplier> early = register(context, () -> "early", 0);
            try (ServiceWhiteboard<Supplier> whiteboard = new ServiceWhiteboard<>(context, Supplier.class)) {
                AtomicInteger arrivals = new AtomicInteger();
                whiteboard.onArrival(arrivals::incrementAndGet);
                AtomicInteger departures = new AtomicInteger();
                whiteboard.onDeparture(departures::incrementAndGet);
                ServiceRegistration<Supplier> first = register(context, () -> "first", 5);
                assertThat(arrivals.get()).isEqualTo(1);
                assertThat(whiteboard.all()).extracting(Supplier::get).containsExactly("first", "early");
                early.unregister();
                first.unregister();
                assertThat(whiteboard.all()).isEmpty();
                assertThat(departures.get()).isEqualTo(2);
            }
        });
    }

    @Test
    @SuppressWarnings("rawtypes") // the type of the registry
    void fetches_a_service_when_it_is_asked_for_and_lets_it_go() throws Exception {
        inFramework(context -> {
            AtomicInteger inUse = new AtomicInteger();
            AtomicInteger fetched = new AtomicInteger();
            ServiceFactory<Supplier> factory = new ServiceFactory<>() {
                @Override
                public Supplier getService(Bundle bundle, ServiceRegistration<Supplier> registration) {
                    inUse.incrementAndGet();
                    fetched.incrementAndGet();
                    return () -> "made";
                }

                @Override
                public void ungetService(Bundle bundle, ServiceRegistration<Supplier> registration, Supplier service) {
                    inUse.decrementAndGet();
                }
            };
            try (ServiceWhiteboard<Supplier> whiteboard = new ServiceWhiteboard<>(context, Supplier.class)) {
                ServiceRegistration<Supplier> registration =
                        context.registerService(Supplier.class, factory, FrameworkUtil.asDictionary(Map.of()));
                assertThat(fetched.get()).isZero();
                assertThat(whiteboard.all()).hasSize(1);
                assertThat(whiteboard.all()).hasSize(1);
                assertThat(fetched.get()).isEqualTo(1);
                assertThat(inUse.get()).isEqualTo(1);
                registration.unregister();
                assertThat(inUse.get()).isZero();
            }
            ServiceWhiteboard<Supplier> closed = new ServiceWhiteboard<>(context, Supplier.class);
            context.registerService(Supplier.class, factory, FrameworkUtil.asDictionary(Map.of()));
            assertThat(closed.all()).hasSize(1);
            closed.close();
            assertThat(inUse.get()).isZero();
        });
    }
}
