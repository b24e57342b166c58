package org.rostrum.api.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/**
 * Lets people in for whom an identity provider has vouched, and ends their sessions. Whoever calls has proven what the provider
 * said. No right comes from outside: only membership in groups, which hold what was granted to them here.
 */
@ProviderType
public interface ExternalSignOn {
    /**
     * Somebody who was let in.
     *
     * @param user name of the user
     * @param session public id of the new session
     * @param cookie value of the {@code Set-Cookie} header; a secret
     */
    record Opened(String user, String session, String cookie) {
        @Override
        public String toString() {
            return "Opened[user=" + user + ", session=" + session + "]";
        }
    }

    /**
     * A session that has ended.
     *
     * @param session its public id
     * @param provider who vouched for it; null when it was opened by a password
     * @param cookie value of the {@code Set-Cookie} header that has the browser forget it
     */
    record Closed(String session, @Nullable String provider, String cookie) {}

    /**
     * Finds or makes the user, sets the groups that come from this provider, and opens a new session; a session that the caller
     * has ends. All of it in one transaction with its entries in the audit trail.
     *
     * @param agent what the browser calls itself
     * @param secure whether the browser speaks TLS to this server
     * @throws ExternalSignOnException when the person is not let in
     */
    @OpenToAnyone(reason = "it is how one signs in; the identity provider has proven who it is")
    Opened open(ExternalPerson person, ExternalRules rules, @Nullable String agent, boolean secure);

    /** Ends the session of the caller; empty when the caller has none. */
    @OpenToAnyone(reason = "everybody may sign out")
    Optional<Closed> close(boolean secure);

    /**
     * Ends sessions because the provider says so.
     *
     * @param providerSession what the provider calls the sign-in; null for all of the subject
     * @param subject null for whoever has that sign-in; one of both is given
     * @param reason for the audit trail
     * @return how many
     */
    @OpenToAnyone(reason = "called with a proven word of the identity provider")
    int end(String provider, @Nullable String providerSession, @Nullable String subject, String reason);

    /** Ends all sessions for which the provider has vouched: it is not trusted any more. */
    @OpenToAnyone(reason = "called when the provider is disabled or removed, which is checked there")
    int endAll(String provider);

    /** Forgets who is who at a provider that is removed; users and what they hold here stay, groups that came from it go. */
    @OpenToAnyone(reason = "called when the provider is removed, which is checked there")
    void forget(String provider);

    /**
     * Says that a user of this server is somebody at a provider: from now on the user is let in when it vouches for that one.
     *
     * @throws org.rostrum.api.problem.Problem NOT_FOUND when there is no such user, FORBIDDEN when the user may do more than the
     *     caller, CONFLICT when the user is a program's, or one of both is linked already
     */
    @RequiresPermission("users:write")
    void link(String provider, String subject, String user);

    /**
     * The groups of these names, for somebody who wants to say which people of a provider belong to them.
     *
     * @return their ids by name
     * @throws org.rostrum.api.problem.Problem INVALID when there is no such group, FORBIDDEN when one gives what the caller may
     *     not give away
     */
    @OpenToAnyone(reason = "refuses what the caller may not give")
    Map<String, Long> givableGroups(Collection<String> names);

    /** What groups are called; those that are gone are left out. */
    @OpenToAnyone(reason = "for the server's own use: whoever shows them has asked the gate")
    Map<Long, String> groupNames(Collection<Long> ids);
}
