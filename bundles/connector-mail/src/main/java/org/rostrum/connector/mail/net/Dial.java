package org.rostrum.connector.mail.net;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.net.NetworkGate;

/** One call to a mail server: where it goes, and what it may take. */
public final class Dial extends SocketFactory {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final String host;
    private final int port;
    private final boolean tls;
    private final List<InetAddress> addresses;
    private final Trust trust;
    private final Bounds bounds;
    private final OpenSockets sockets;
    private final Duration silence;

    private Dial(
            String host,
            int port,
            boolean tls,
            List<InetAddress> addresses,
            Trust trust,
            Bounds bounds,
            OpenSockets sockets,
            Duration silence) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.addresses = addresses;
        this.trust = trust;
        this.bounds = bounds;
        this.sockets = sockets;
        this.silence = silence;
    }

    /**
     * Looks the server up.
     *
     * @param tls whether TLS comes first
     * @param onlyThisMachine whether other machines must not be connected to, whatever their name
     */
    public static Dial to(
            String host,
            int port,
            boolean tls,
            boolean onlyThisMachine,
            NetworkGate gate,
            Trust trust,
            Bounds bounds,
            OpenSockets sockets,
            Duration silence)
            throws DeliveryException {
        List<InetAddress> addresses = gate.addresses(host.replace("[", "").replace("]", ""));
        if (onlyThisMachine && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "Without protection only this machine is connected to, and " + host + " is another one.",
                    null);
        }
        return new Dial(host, port, tls, addresses, trust, bounds, sockets, silence);
    }

    /** For Angus Mail: its connections are made by us, and by nobody else when we cannot. */
    public void into(Properties properties, String prefix) {
        properties.put(prefix + ".socketFactory", this);
        properties.setProperty(prefix + ".socketFactory.fallback", "false");
        properties.put(prefix + ".ssl.socketFactory", trust.factory());
        properties.setProperty(prefix + ".ssl.checkserveridentity", Boolean.toString(!trust.isPinned()));
        properties.setProperty(prefix + ".connectiontimeout", Integer.toString(connectMillis()));
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean tlsFromTheBeginning() {
        return tls;
    }

    List<InetAddress> addresses() {
        return addresses;
    }

    Trust trust() {
        return trust;
    }

    public Bounds bounds() {
        return bounds;
    }

    OpenSockets sockets() {
        return sockets;
    }

    int connectMillis() {
        return (int) Math.min(silence.toMillis(), LONGEST_CONNECT.toMillis());
    }

    @Override
    public Socket createSocket() {
        return new MailSocket(this);
    }

    @Override
    public Socket createSocket(String anyHost, int anyPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String anyHost, int anyPort, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress anyHost, int anyPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress anyHost, int anyPort, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
