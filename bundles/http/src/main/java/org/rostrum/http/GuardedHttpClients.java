package org.rostrum.http;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** Gives clients to one plugin. When the plugin goes, so do the clients that it forgot to close. */
@Component(scope = ServiceScope.BUNDLE)
public final class GuardedHttpClients implements HttpClients {
    private final NetworkRules rules;
    private final CallWatch watch;
    private final Metrics metrics;
    private final Clock clock;
    private final GuardedResolver resolver;
    private final Set<GuardedHttpClient> open = ConcurrentHashMap.newKeySet();

    @Activate
    public GuardedHttpClients(
            @Reference NetworkRules rules,
            @Reference CallWatch watch,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this(rules, watch, metrics, clock, InetAddress::getAllByName);
    }

    GuardedHttpClients(
            NetworkRules rules, CallWatch watch, Metrics metrics, Clock clock, GuardedResolver.Lookup lookup) {
        this.rules = rules;
        this.watch = watch;
        this.metrics = metrics;
        this.clock = clock;
        this.resolver = new GuardedResolver(lookup, rules, watch);
    }

    @Override
    public HttpClient open(HttpPolicy policy) {
        GuardedHttpClient client = new GuardedHttpClient(
                policy,
                new Transport(policy, rules, resolver),
                watch,
                new CallFigures(metrics, policy.agent()),
                clock,
                open::remove);
        open.add(client);
        return client;
    }

    @Deactivate
    public void close() {
        List.copyOf(open).forEach(GuardedHttpClient::close);
    }
}
