package org.rostrum.shell;

import java.security.AccessController;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The JAAS subject for which Karaf runs the thread. */
final class CurrentSubject {
    private CurrentSubject() {}

    // Karaf 4.4 binds the subject to the access control context, and Java 17 has no other way to ask for it
    @SuppressWarnings("removal")
    static @Nullable Subject get() {
        return Subject.getSubject(AccessController.getContext());
    }
}
