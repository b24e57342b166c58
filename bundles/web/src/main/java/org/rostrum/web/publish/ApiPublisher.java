package org.rostrum.web.publish;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.web.idempotency.IdempotencyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes every service with the property {@value #RESOURCE_PROPERTY} at {@value #ROOT}. When one comes or goes, a new
 * generation of the API is built beside the one that serves, and takes its place when it stands.
 */
@Component(service = ApiPublisher.class, configurationPid = "org.rostrum.web", immediate = true)
@Designate(ocd = PublisherConfig.class)
public final class ApiPublisher {
    /** Marks the services that are JAX-RS resources. */
    static final String RESOURCE_PROPERTY = "osgi.jakartars.resource";

    static final String ROOT = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(ApiPublisher.class);
    private static final Duration LONGEST_QUIET = Duration.ofMillis(500);
    private static final long IDLE_SECONDS = 10;

    /**
     * What the operator should know of the API.
     *
     * @param renewed when the current generation came into service; null while there is none
     * @param served number of resources
     * @param awaited components that shall be resources and are not served yet
     * @param defects why other resources are not published
     */
    public record Status(@Nullable Instant renewed, int served, List<String> awaited, List<String> defects) {}

    private final Duration longestDrain;
    private final BootState boot;
    private final DormantResources dormant;
    private final Switchboard switchboard;
    private final Renewal renewal;
    private final ScheduledExecutorService executor = executor();
    private final Debounce debounce;
    private final AtomicReference<@Nullable Access> access = new AtomicReference<>();
    private final AtomicReference<@Nullable IdempotencyStore> answers = new AtomicReference<>();
    private final Map<Long, PublishedResource> resources = new ConcurrentSkipListMap<>();
    private final Map<Long, String> refused = new ConcurrentSkipListMap<>();

    private volatile boolean stopping;
    private final ServiceRegistration<Servlet> registration;

    @Activate
    public ApiPublisher(BundleContext context, @Reference ServiceComponentRuntime components, PublisherConfig config) {
        this.longestDrain = Duration.ofMillis(config.drainMillis());
        this.boot = new BootState(context);
        this.dormant = new DormantResources(context, components);
        // not the Clock service: it comes with the database, and the API must be there before that
        Clock clock = Clock.systemUTC();
        Departures departures = new Departures(clock, Duration.ofSeconds(config.graceSeconds()));
        this.switchboard = new Switchboard(departures, Duration.ofMillis(config.replacementWaitMillis()));
        ApiServlet servlet = new ApiServlet(switchboard);
        GenerationFactory factory = new GenerationFactory(
                new EngineConfig(servlet),
                config.maxBodyBytes(),
                version(context.getBundle().getVersion()),
                access::get,
                answers::get);
        this.renewal = new Renewal(factory, switchboard, this::explainAbsence, clock);
        this.debounce = new Debounce(
                executor,
                Duration.ofMillis(config.quietMillis()),
                LONGEST_QUIET,
                () -> renewal.renew(resources.values()));
        // jakarta.ws.rs-api does not see the implementation in another bundle
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        // here and not in a method: that would be called after all resources were taken in, and they may be slow to
        // start
        this.registration = context.registerService(
                Servlet.class,
                servlet,
                FrameworkUtil.asDictionary(Map.of(
                        "osgi.http.whiteboard.servlet.pattern",
                        ROOT + "/*",
                        "osgi.http.whiteboard.servlet.name",
                        "rostrum-api",
                        "osgi.http.whiteboard.servlet.asyncSupported",
                        true)));
        debounce.changed();
    }

    @Deactivate
    void stop() {
        stopping = true;
        switchboard.close(longestDrain);
        // a generation that is still being built is closed as soon as it stands
        executor.shutdown();
        registration.unregister();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAccess(Access gate) {
        access.set(gate);
    }

    void unsetAccess(Access gate) {
        access.compareAndSet(gate, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAnswers(IdempotencyStore store) {
        answers.set(store);
    }

    void unsetAnswers(IdempotencyStore store) {
        answers.compareAndSet(store, null);
    }

    @Reference(
            service = AnyService.class,
            target = "(" + RESOURCE_PROPERTY + "=true)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addResource(Object instance, Map<String, Object> properties) {
        long id = id(properties);
        try {
            PublishedResource resource = PublishedResource.of(id, instance);
            resource.operationsWithoutPermission()
                    .forEach(operation -> LOG.error(
                            "Defect: {} names neither @RequiresPermission nor @OpenToAnyone; nobody may call it",
                            operation));
            resources.put(id, resource);
            debounce.changed();
        } catch (IllegalArgumentException | LinkageError defect) {
            refused.put(id, instance.getClass().getName() + ": " + defect.getMessage());
            LOG.error("Defect: a REST resource of bundle {} is not published", bundle(properties), defect);
        }
    }

    void removeResource(Map<String, Object> properties) {
        long id = id(properties);
        refused.remove(id);
        renewal.forget(id);
        PublishedResource resource = resources.get(id);
        if (resource != null && !stopping) {
            switchboard.depart(resource);
            resources.remove(id);
            debounce.changed();
            switchboard.drain(resource, longestDrain);
        }
    }

    /** How things stand. */
    public Status status() {
        List<String> defects = new ArrayList<>(refused.values());
        defects.addAll(renewal.leftOut().values());
        return new Status(
                renewal.renewed(),
                switchboard.served(),
                dormant.awaited(switchboard.servedClasses()),
                List.copyOf(defects));
    }

    private Optional<Problem> explainAbsence(String path) {
        if (!boot.isFinished()) {
            return Optional.of(BootState.starting());
        }
        return switchboard.explainAbsence(path).or(() -> dormant.explainAbsence(path, switchboard.servedClasses()));
    }

    private static String version(Version version) {
        String qualifier = version.getQualifier().isEmpty() ? "" : "-" + version.getQualifier();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro() + qualifier;
    }

    private static long id(Map<String, Object> properties) {
        return (Long) Objects.requireNonNull(properties.get(Constants.SERVICE_ID), "every service has an id");
    }

    private static Object bundle(Map<String, Object> properties) {
        return properties.getOrDefault(Constants.SERVICE_BUNDLEID, "?");
    }

    /**
     * Its thread ends when there is nothing to publish for a while. Plugins may be on the stack when the next one begins, which would
     * otherwise keep their classes for as long as it lives.
     */
    @SuppressWarnings("removal") // nothing else leaves out who is on the stack; it needs no security manager
    private static ScheduledExecutorService executor() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1,
                work -> AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
                    Thread thread = thread(work);
                    thread.setContextClassLoader(loader);
                    return thread;
                }));
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rostrum-api-publisher");
        thread.setDaemon(true);
        return thread;
    }
}
