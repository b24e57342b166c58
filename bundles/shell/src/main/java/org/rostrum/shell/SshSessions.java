package org.rostrum.shell;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.ssh.KarafJaasAuthenticator;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Karaf's SSH server to what it is for. Nothing is forwarded through it: a tunnel would lead everybody who may sign in
 * to what listens on this machine only. And who was removed, disabled, demoted or promoted since signing in, or got another
 * password, is signed out within a second or two, on every node: Karaf hands its roles out once per connection and knows of
 * no end of them. The commands of this product look by themselves, each time.
 */
@Component(service = SshSessions.class, immediate = true)
public final class SshSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SshSessions.class);
    private static final int LOOK_EVERY_SECONDS = 1;

    private final Credentials credentials;
    private final Access access;
    private final List<SshServer> servers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rostrum-ssh-sessions"));
    private final Future<?> looking;

    @Activate
    public SshSessions(@Reference Credentials credentials, @Reference Access access) {
        this.credentials = credentials;
        this.access = access;
        this.looking =
                watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addServer(SshServer server) {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        servers.add(server);
    }

    void removeServer(SshServer server) {
        servers.remove(server);
    }

    @Deactivate
    void stop() {
        looking.cancel(true);
        watch.shutdownNow();
    }

    private void look() {
        try {
            for (SshServer server : servers) {
                // Karaf makes a new one when its configuration changes, and leaves the old one registered
                if (!server.isStarted()) {
                    continue;
                }
                for (AbstractSession session : server.getActiveSessions()) {
                    look(session);
                }
            }
        } catch (DatabaseException failure) {
            // nobody is signed out because the database is away; each command asks it again anyway
            LOG.debug("Who is signed in cannot be checked at the moment", failure);
        } catch (RuntimeException failure) {
            LOG.warn("Who is signed in to the shell could not be checked", failure);
        }
    }

    private void look(AbstractSession session) {
        Subject subject = session.getAttribute(KarafJaasAuthenticator.SUBJECT_ATTRIBUTE_KEY);
        if (subject == null) {
            return;
        }
        Collection<SignedInPrincipal> users = subject.getPrincipals(SignedInPrincipal.class);
        for (SignedInPrincipal user : users) {
            Set<String> roles = subject.getPrincipals(RolePrincipal.class).stream()
                    .map(RolePrincipal::getName)
                    .collect(Collectors.toSet());
            if (!user.stands(credentials)
                    || !roles.equals(KarafRoles.of(user.name(), user.address(), credentials, access))) {
                end(session, user.name());
            }
        }
    }

    private static void end(AbstractSession session, String user) {
        LOG.info(
                "The SSH session of {} ends, because the user was removed, or has other rights or another password now",
                user);
        try {
            session.disconnect(2, "Your rights or your password have changed: sign in again.");
        } catch (IOException gone) {
            LOG.debug("The client was gone already", gone);
        }
        session.close(true);
    }
}
