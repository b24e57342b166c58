package org.rostrum.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/**
 * Sign-ins that were begun. Only hashes are kept: nonce and verifier are derived of the secret that the browser holds, so that who
 * reads the table can finish none of them.
 */
@Component(service = PendingStore.class)
public final class PendingStore {
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final int MOST = 10_000;
    static final int MOST_OF_ADDRESS = 100;

    private final Database database;
    private final Clock clock;

    @Activate
    public PendingStore(@Reference ProviderStore providers, @Reference Clock clock) {
        this.database = providers.database();
        this.clock = clock;
    }

    /**
     * What the browser takes along.
     *
     * @param state goes to the provider and comes back
     * @param browser stays with the browser
     */
    record Ticket(String state, String browser) {
        String nonce() {
            return Secrets.derived(browser, "nonce " + state);
        }

        /** For PKCE: 43 characters. */
        String verifier() {
            return Secrets.derived(browser, "verifier " + state);
        }

        @Override
        public String toString() {
            return "Ticket";
        }
    }

    /** What is known of a sign-in under way. */
    record Pending(String redirectUri, String returnTo) {}

    /** Empty when there are too many. */
    Optional<Ticket> begin(String provider, Pending pending, @Nullable String address) {
        Instant now = clock.instant();
        Ticket ticket = new Ticket(Secrets.random(), Secrets.random());
        return database.transaction(connection -> {
            Sql.update(connection, "delete from oidc_pending where created < ?", now.minus(LONGEST));
            if (Sql.number(connection, "select count(*) from oidc_pending") >= MOST
                    || Sql.number(connection, "select count(*) from oidc_pending where address = ?", address)
                            >= MOST_OF_ADDRESS) {
                return Optional.empty();
            }
            Sql.update(
                    connection,
                    "insert into oidc_pending (state_hash, browser_hash, provider, redirect_uri, return_to, address,"
                            + " created) values (?, ?, ?, ?, ?, ?, ?)",
                    Secrets.hash(ticket.state()),
                    Secrets.hash(ticket.browser()),
                    provider,
                    pending.redirectUri(),
                    pending.returnTo(),
                    address,
                    now);
            return Optional.of(ticket);
        });
    }

    /** Takes it out: nobody gets it a second time. Empty when it is another browser's, another provider's, or too old. */
    Optional<Pending> take(String provider, Ticket ticket) {
        String state = Secrets.hash(ticket.state());
        return database.transaction(connection -> {
            Optional<Pending> found = Sql.first(
                    connection,
                    "select redirect_uri, return_to from oidc_pending where state_hash = ? and browser_hash = ? and"
                            + " provider = ? and created >= ?",
                    row -> new Pending(row.getString("redirect_uri"), row.getString("return_to")),
                    state,
                    Secrets.hash(ticket.browser()),
                    provider,
                    clock.instant().minus(LONGEST));
            // of two at once, one finds it gone
            return found.isPresent()
                            && Sql.update(connection, "delete from oidc_pending where state_hash = ?", state) == 1
                    ? found
                    : Optional.empty();
        });
    }
}
