package org.rostrum.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;

/**
 * Finds services when a command needs them: were each command bound to its services, Karaf would hide all commands as long
 * as one service of one of them is missing.
 */
@Component(service = Desk.class, property = "rostrum.permissions=server:administer")
public final class OsgiDesk implements Desk {
    private static final String DOOR = "shell";
    private static final String CONSOLE = "console";

    private final BundleContext context;
    private final Credentials credentials;
    private final Access access;
    private final Supplier<@Nullable Subject> subject;

    @Activate
    public OsgiDesk(BundleContext context, @Reference Credentials credentials, @Reference Access access) {
        this(context, credentials, access, CurrentSubject::get);
    }

    OsgiDesk(BundleContext context, Credentials credentials, Access access, Supplier<@Nullable Subject> subject) {
        this.context = context;
        this.credentials = credentials;
        this.access = access;
        this.subject = subject;
    }

    @Override
    public <T> T serve(Work<T> work) {
        Subject sitting = subject.get();
        Optional<SignedInPrincipal> user = sitting == null
                ? Optional.empty()
                : sitting.getPrincipals(SignedInPrincipal.class).stream().findFirst();
        if (user.isPresent()) {
            if (!user.get().stands(credentials)) {
                throw Problem.of(
                                Problem.Kind.UNAUTHENTICATED,
                                "You are no longer signed in: your password was changed, or the user disabled or removed.")
                        .withRemedy("Sign in again.");
            }
            return credentials.asUser(user.get().name(), DOOR, user.get().address(), () -> borrowing(work));
        }
        if (sitting != null && isLocalConsole(sitting)) {
            return access.asSystem(CONSOLE, () -> borrowing(work));
        }
        throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Nobody is signed in to this shell.")
                .withRemedy("Sign in over SSH with a user of this server.");
    }

    /** Karaf marks the console of the server process so, and SSH sessions otherwise; a user cannot choose it. */
    private static boolean isLocalConsole(Subject sitting) {
        return sitting.getPrincipals(ClientPrincipal.class).stream()
                .anyMatch(client -> client.getName().startsWith("local("));
    }

    private <T> T borrowing(Work<T> work) throws Exception {
        try (Borrowed borrowed = new Borrowed()) {
            return work.with(borrowed);
        }
    }

    private final class Borrowed implements Services, AutoCloseable {
        private final List<ServiceReference<?>> references = new ArrayList<>();

        @Override
        public <S> S get(Class<S> type) {
            ServiceReference<S> reference = context.getServiceReference(type);
            S service = reference == null ? null : borrow(reference);
            if (service == null) {
                throw Problem.of(
                                Problem.Kind.UNAVAILABLE,
                                "What does this (" + type.getSimpleName() + ") is not running at the moment.")
                        .withRemedy("rostrum:status tells what is missing.");
            }
            return service;
        }

        @Override
        public <S> Map<String, S> allByName(Class<S> type, String property) {
            Map<String, S> found = new TreeMap<>();
            try {
                for (ServiceReference<S> reference : context.getServiceReferences(type, null)) {
                    Object name = reference.getProperty(property);
                    S service = name == null ? null : borrow(reference);
                    if (service != null) {
                        found.putIfAbsent(String.valueOf(name), service);
                    }
                }
            } catch (InvalidSyntaxException impossible) {
                throw new IllegalStateException("no filter has no syntax", impossible);
            }
            return found;
        }

        private <S> @Nullable S borrow(ServiceReference<S> reference) {
            S service = context.getService(reference);
            if (service != null) {
                references.add(reference);
            }
            return service;
        }

        @Override
        public void close() {
            references.forEach(context::ungetService);
        }
    }
}
