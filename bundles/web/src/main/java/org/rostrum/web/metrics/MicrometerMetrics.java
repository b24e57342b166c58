package org.rostrum.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.rostrum.api.metrics.Metrics;

/** Keeps the figures of the product together with those of the virtual machine and the process. */
@Component(service = {Metrics.class, MicrometerMetrics.class})
public final class MicrometerMetrics implements Metrics {
    /** Whoever makes tags out of addresses or ids does not fill the memory. */
    private static final int MOST_METERS = 20_000;

    private static final Pattern WORDLESS = Pattern.compile("^# HELP \\S+\\s*?\n", Pattern.MULTILINE);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<String, String> sentences = new ConcurrentHashMap<>();

    @Activate
    public MicrometerMetrics() {
        registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MOST_METERS));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    @Deactivate
    void stop() {
        collections.close();
        registry.close();
    }

    @Override
    public void describe(String name, String sentence) {
        sentences.put(name, sentence);
    }

    @Override
    public void count(String name, long amount, String... tags) {
        Counter.builder(name)
                .description(sentences.get(name))
                .tags(tags)
                .register(registry)
                .increment((double) amount);
    }

    @Override
    public void time(String name, Duration duration, String... tags) {
        Timer.builder(name)
                .description(sentences.get(name))
                .tags(tags)
                .register(registry)
                .record(duration);
    }

    /** A second one of the same name and tags takes the place of the first, as when a bundle is replaced. */
    @Override
    public synchronized Gauge gauge(String name, DoubleSupplier value, String... tags) {
        Meter before = registry.find(name).tags(tags).gauge();
        if (before != null && before.getId().getTags().size() == tags.length / 2) {
            registry.remove(before);
        }
        Meter gauge = io.micrometer.core.instrument.Gauge.builder(name, value::getAsDouble)
                .description(sentences.get(name))
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return () -> {
            // by then it may have been replaced by one that equals it
            if (registry.getMeters().stream().anyMatch(meter -> meter == gauge)) {
                registry.remove(gauge);
            }
        };
    }

    /** Times a request; its buckets tell how many were answered in time. */
    public void timeRequest(Duration duration, String method, String route, int status) {
        Timer.builder("http.server.requests")
                .description("Answered requests")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5))
                .register(registry)
                .record(duration);
    }

    /** Writes everything; a line of help without a word in it is left out. */
    public void write(OutputStream target, String contentType) throws IOException {
        String text = registry.scrape(contentType);
        target.write(WORDLESS.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }
}
