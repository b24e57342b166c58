package org.rostrum.web.front;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.security.Access;

/** Decides who sees the inside of the server: who may, and who sits at the machine. */
@Component(service = OperatorsOnly.class, configurationPid = "org.rostrum.web.operators")
@Designate(ocd = OperatorsConfig.class)
public final class OperatorsOnly {
    /** What a caller from elsewhere needs. */
    public static final String PERMISSION = "operations:read";

    private static final List<String> TRACES_OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final boolean thisMachine;
    private final AtomicReference<@Nullable Access> access = new AtomicReference<>();

    @Activate
    public OperatorsOnly(OperatorsConfig config) {
        this.thisMachine = config.thisMachine();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAccess(Access gate) {
        access.set(gate);
    }

    void unsetAccess(Access gate) {
        access.compareAndSet(gate, null);
    }

    /** Whether the sender of the request sees details. */
    public boolean mayLook(HttpServletRequest request) {
        if (thisMachine && isFromThisMachine(request)) {
            return true;
        }
        Access gate = access.get();
        return gate != null && gate.permits(PERMISSION);
    }

    private static boolean isFromThisMachine(HttpServletRequest request) {
        // behind a proxy on this machine everybody seems to come from here
        if (TRACES_OF_PROXIES.stream().anyMatch(name -> request.getHeader(name) != null)) {
            return false;
        }
        // a page of another site can have its name point here, but cannot hide that name
        return LOCAL_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))
                && isLoopback(request.getRemoteAddr());
    }

    private static boolean isLoopback(@Nullable String address) {
        if (address == null || !address.matches("[0-9a-fA-F:.\\[\\]%]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
