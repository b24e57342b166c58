package org.rostrum.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which servers may be called, and by which way. The server's own configuration tells, not the settings of a channel: whoever
 * may make channels is not thereby let into the network that the server stands in.
 */
@Component(service = NetworkRules.class, configurationPid = "org.rostrum.http")
@Designate(ocd = HttpConfig.class)
public final class NetworkRules {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkRules.class);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    private final boolean allowPrivateAddresses;
    private final Set<String> names = new HashSet<>();
    private final List<AddressBlock> blocks = new ArrayList<>();
    private final @Nullable HttpHost proxy;

    @Activate
    public NetworkRules(HttpConfig config) {
        this.allowPrivateAddresses = config.allowPrivateAddresses();
        for (String entries : config.allowedPrivateHosts()) {
            // a file in etc gives all of them as one
            for (String entry : entries.split(",", -1)) {
                allow(entry.strip().toLowerCase(Locale.ROOT));
            }
        }
        this.proxy = proxy(config.proxyHost().strip(), config.proxyPort());
    }

    private void allow(String entry) {
        if (entry.isEmpty()) {
            return;
        }
        try {
            if (AddressBlock.isMeant(entry)) {
                blocks.add(AddressBlock.parse(entry));
                return;
            }
            if (NAME.matcher(entry).matches()) {
                names.add(entry);
                return;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        LOG.error(
                "allowedPrivateHosts in etc/org.rostrum.http.cfg: \"{}\" is neither the name of a host nor an address"
                        + " or a block such as 10.1.2.0/24. It is left out, and what it should open stays closed.",
                entry);
    }

    private static @Nullable HttpHost proxy(String host, int port) {
        if (host.isEmpty()) {
            return null;
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "proxyPort in etc/org.rostrum.http.cfg must be from 1 to 65535, not " + port);
        }
        return new HttpHost("http", host, port);
    }

    /** Whether a server of this name may be connected to at this address. A proxy decides by itself. */
    boolean isOpen(String host, InetAddress address) {
        return proxy != null || isOpenDirectly(host, address);
    }

    /** The same for what goes by no proxy. */
    boolean isOpenDirectly(String host, InetAddress address) {
        return allowPrivateAddresses
                || PublicAddresses.contain(address)
                || names.contains(host.toLowerCase(Locale.ROOT))
                || blocks.stream().anyMatch(block -> block.contains(address));
    }

    @Nullable
    HttpHost proxy() {
        return proxy;
    }
}
