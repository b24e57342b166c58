package org.rostrum.mailcatcher;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail server, from activation to deactivation. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.rostrum.mailcatcher",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MailCatcherConfig.class)
public final class MailCatcher {
    private static final Logger LOG = LoggerFactory.getLogger(MailCatcher.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final GreenMail server;

    @Activate
    public MailCatcher(MailCatcherConfig config, @Reference Clock clock) {
        if (config.port() < 0 || config.port() > 65535) {
            throw new IllegalArgumentException(
                    "org.rostrum.mailcatcher: port must be 0 to 65535, not " + config.port());
        }
        ServerSetup setup = new ServerSetup(config.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE_MILLIS);
        Path folder = folder(config.folder());
        server = new GreenMail(setup);
        server.getManagers().getUserManager().setAuthRequired(false);
        server.getManagers().getUserManager().setMessageDeliveryHandler(new CaughtMails(folder, clock));
        start(config.port());
        LOG.info("Mails to 127.0.0.1:{} are caught in {} and not sent on", port(), folder);
    }

    private void start(int port) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(GreenMail.class.getClassLoader());
        try {
            server.start();
        } catch (IllegalStateException failure) {
            server.stop();
            throw new IllegalStateException(
                    "org.rostrum.mailcatcher: no mail server could be started at 127.0.0.1:" + port
                            + "; another program may use the port",
                    failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Path folder(String configured) {
        Path path = Path.of(configured.strip());
        String data = System.getProperty("karaf.data");
        if (!path.isAbsolute() && data == null) {
            throw new IllegalArgumentException(
                    "org.rostrum.mailcatcher: folder must be absolute, because there is no data folder (karaf.data)");
        }
        return path.isAbsolute() ? path : Path.of(data).resolve(path);
    }

    /** Where it listens. */
    public int port() {
        return server.getSmtp().getPort();
    }

    @Deactivate
    public void stop() {
        server.stop();
    }
}
