package org.rostrum.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals client secrets and ID tokens again when the key is changed. */
@Component(service = SealedValues.class)
public final class ProviderReseal implements SealedValues {
    static final String OWNER = "oidc";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderReseal.class);
    private static final int AT_ONCE = 500;

    private final ProviderStore providers;
    private final Database database;
    private final SecretBox box;

    @Activate
    public ProviderReseal(@Reference ProviderStore providers, @Reference SecretBox box) {
        this.providers = providers;
        this.database = providers.database();
        this.box = box;
    }

    static String context(String provider) {
        return OWNER + "/client-secret/" + provider;
    }

    @Override
    public String name() {
        return OWNER;
    }

    @Override
    public int resealAll() {
        Problem failure = null;
        int resealed = 0;
        for (Settings settings : database.read(providers::list)) {
            String sealed = settings.sealedSecret();
            if (sealed != null && box.isStale(sealed)) {
                try {
                    boolean done = database.transaction(connection ->
                            providers.reseal(connection, settings.id(), sealed, again(context(settings.id()), sealed)));
                    resealed += done ? 1 : 0;
                } catch (Problem shut) {
                    failure = told(settings.id(), shut, failure);
                }
            }
        }
        resealed += resealTokens();
        if (failure != null) {
            throw failure;
        }
        return resealed;
    }

    private static @Nullable Problem told(String provider, Problem shut, @Nullable Problem before) {
        if (shut.kind() == Problem.Kind.UNPROCESSABLE) {
            LOG.warn("The client secret of identity provider {} opens with no key. {}", provider, shut.remedy());
            return before;
        }
        return shut;
    }

    private String again(String context, String sealed) {
        return box.seal(context, box.open(context, sealed));
    }

    private record Token(String session, String sealed) {}

    /** One that does not open is given up: the provider then asks the person whether to sign out. */
    private int resealTokens() {
        int resealed = 0;
        String last = "";
        while (true) {
            String behind = last;
            List<Token> tokens = database.read(connection -> Sql.list(
                    connection,
                    "select session_id, sealed from oidc_id_token where session_id > ? order by session_id fetch first "
                            + AT_ONCE + " rows only",
                    row -> new Token(row.getString("session_id"), row.getString("sealed")),
                    behind));
            if (tokens.isEmpty()) {
                return resealed;
            }
            for (Token token : tokens) {
                last = token.session();
                if (box.isStale(token.sealed())) {
                    reseal(token);
                    resealed++;
                }
            }
        }
    }

    private void reseal(Token token) {
        database.transact(connection -> {
            String sealed;
            try {
                sealed = again(IdTokens.context(token.session()), token.sealed());
            } catch (Problem shut) {
                Sql.update(connection, "delete from oidc_id_token where session_id = ?", token.session());
                return;
            }
            Sql.update(
                    connection,
                    "update oidc_id_token set sealed = ? where session_id = ? and sealed = ?",
                    sealed,
                    token.session(),
                    token.sealed());
        });
    }
}
