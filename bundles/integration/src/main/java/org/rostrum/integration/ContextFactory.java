package org.rostrum.integration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.rostrum.integration.component.Platform;
import org.rostrum.integration.component.RostrumComponent;
import org.rostrum.integration.component.Threads;

/** Makes Camel contexts that see their plugin, Camel and its extensions. */
public final class ContextFactory {
    private static final ClassLoader CAMEL = loaderOfCamel();

    private final Platform platform;
    private final Supplier<List<ClassLoader>> extensions;
    private final Duration stopTimeout;
    private final boolean jmx;

    public ContextFactory(
            Platform platform, Supplier<List<ClassLoader>> extensions, Duration stopTimeout, boolean jmx) {
        this.platform = platform;
        this.extensions = extensions;
        this.stopTimeout = stopTimeout;
        this.jmx = jmx;
    }

    private static ClassLoader loaderOfCamel() {
        ClassLoader loader = DefaultCamelContext.class.getClassLoader();
        if (loader == null) {
            throw new IllegalStateException("Camel is on the boot class path");
        }
        return loader;
    }

    /** How long exchanges in flight have to finish. */
    Duration stopTimeout() {
        return stopTimeout;
    }

    /** A started context without routes. */
    public Started start(Plugin plugin) throws Exception {
        RostrumComponent component = new RostrumComponent(plugin.name(), platform);
        PluginClassLoader loader = new PluginClassLoader(plugin.loader(), CAMEL, extensions);
        CircleGuard guard = new CircleGuard(platform.clock());
        DefaultCamelContext context = Threads.under(CAMEL, () -> build(plugin, component, loader, guard));
        try {
            Threads.under(loader, () -> {
                context.start();
                return Boolean.TRUE;
            });
        } catch (Exception failure) {
            context.stop();
            loader.letGo();
            throw failure;
        }
        return new Started(context, component, loader, guard);
    }

    /** A context that runs until whoever started it ends it. */
    public record Started(
            DefaultCamelContext context, RostrumComponent component, PluginClassLoader loader, CircleGuard guard) {
        public void end() {
            context.stop();
            loader.letGo();
        }
    }

    private DefaultCamelContext build(
            Plugin plugin, RostrumComponent component, PluginClassLoader loader, CircleGuard guard) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getCamelContextExtension().setName(plugin.name());
        context.setApplicationContextClassLoader(loader);
        if (!jmx) {
            context.disableJMX();
        }
        context.addComponent("rostrum", component);
        context.addRoutePolicyFactory((camel, routeId, route) -> guard);
        context.getRegistry()
                .bind(
                        "rostrumHttp",
                        ComponentCustomizer.class,
                        ComponentCustomizer.forType(HttpComponent.class, ContextFactory::confine));
        context.getCamelContextExtension().setErrorHandlerFactory(quietErrorHandler());
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(stopTimeout.toMillis());
        context.getShutdownStrategy().setShutdownNowOnTimeout(true);
        context.setShutdownRunningTask(ShutdownRunningTask.CompleteCurrentTaskOnly);
        context.build();
        return context;
    }

    /**
     * Else the client sends again by itself, after as long a sleep as the other side asks for: what is sent again is the
     * outbox's. And headers of ours say what goes on here, which is nobody else's business.
     */
    private static void confine(HttpComponent http) {
        http.setHttpClientConfigurer(HttpClientBuilder::disableAutomaticRetries);
        HttpHeaderFilterStrategy headers = new HttpHeaderFilterStrategy();
        headers.setOutFilterStartsWith("Camel", "camel", "org.apache.camel.", "Rostrum", "rostrum");
        http.setHeaderFilterStrategy(headers);
    }

    /** The failure reaches whoever began the exchange, who logs or records it: once is enough. */
    private static DefaultErrorHandlerBuilder quietErrorHandler() {
        DefaultErrorHandlerBuilder handler = new DefaultErrorHandlerBuilder();
        handler.setLevel(LoggingLevel.OFF.name());
        handler.logExhausted(false);
        handler.logExhaustedMessageHistory(false);
        return handler;
    }
}
