package org.rostrum.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.secret.SecretBox;

/** ID tokens of sessions, sealed: the provider wants to see them when somebody signs out. */
@Component(service = IdTokens.class)
public final class IdTokens {
    /** Longer than sessions live. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int LONGEST = 20_000;

    private final Database database;
    private final SecretBox box;
    private final Clock clock;

    @Activate
    public IdTokens(@Reference ProviderStore providers, @Reference SecretBox box, @Reference Clock clock) {
        this.database = providers.database();
        this.box = box;
        this.clock = clock;
    }

    /** Does nothing for one that is too long: the provider then asks the person whether to sign out. */
    void keep(String session, String token) {
        if (token.length() > LONGEST) {
            return;
        }
        Instant now = clock.instant();
        database.transact(connection -> {
            Sql.update(connection, "delete from oidc_id_token where created < ?", now.minus(KEPT));
            Sql.update(
                    connection,
                    "insert into oidc_id_token (session_id, sealed, created) values (?, ?, ?)",
                    session,
                    box.seal(context(session), token),
                    now);
        });
    }

    Optional<String> take(String session) {
        return database.transaction(connection -> {
            Optional<String> sealed = Sql.first(
                    connection,
                    "select sealed from oidc_id_token where session_id = ?",
                    row -> row.getString("sealed"),
                    session);
            Sql.update(connection, "delete from oidc_id_token where session_id = ?", session);
            return sealed.map(value -> box.open(context(session), value));
        });
    }

    static String context(String session) {
        return ProviderReseal.OWNER + "/id-token/" + session;
    }
}
