package org.rostrum.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.net.NetworkGate;

/** The rules for HTTP, for those who connect by themselves. No proxy of HTTP helps them: the address is always looked at. */
@Component
public final class GuardedGate implements NetworkGate {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final NetworkRules rules;
    private final CallWatch watch;
    private final GuardedResolver.Lookup lookup;

    @Activate
    public GuardedGate(@Reference NetworkRules rules, @Reference CallWatch watch) {
        this(rules, watch, InetAddress::getAllByName);
    }

    GuardedGate(NetworkRules rules, CallWatch watch, GuardedResolver.Lookup lookup) {
        this.rules = rules;
        this.watch = watch;
        this.lookup = lookup;
    }

    /** One closed address among the answers closes the name. */
    @Override
    public List<InetAddress> addresses(String host) throws DeliveryException {
        List<InetAddress> addresses = List.of(lookUp(host));
        for (InetAddress address : addresses) {
            if (!rules.isOpenDirectly(host, address)) {
                throw new DeliveryException(
                        FailureCategory.REJECTED,
                        String.valueOf(new ClosedAddressException(host, address).getMessage()),
                        null);
            }
        }
        return addresses;
    }

    /** On a thread of its own, as a name server that does not answer cannot be interrupted. */
    private InetAddress[] lookUp(String host) throws DeliveryException {
        CompletableFuture<InetAddress[]> answer = watch.help(() -> lookup.addresses(host));
        try {
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("Looking up \"" + host + "\" was interrupted.", interrupted);
        } catch (TimeoutException late) {
            throw unavailable("The name \"" + host + "\" could not be looked up in time.", late);
        } catch (CancellationException stopped) {
            throw unavailable("Looking up \"" + host + "\" was broken off.", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException unknown) {
                throw unavailable("There is no server \"" + host + "\", or its name cannot be looked up now.", unknown);
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            answer.cancel(false);
        }
    }

    private static DeliveryException unavailable(String message, @Nullable Exception cause) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, message, cause);
    }
}
