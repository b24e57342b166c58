package org.rostrum.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretBox;

/** The secrets that webhooks sign with, sealed. */
@Component(service = {Secrets.class, SealedValues.class})
public final class Secrets implements SealedValues {
    private static final String NAME = "webhooks";

    private final WebhookStore store;
    private final SecretBox box;

    @Activate
    public Secrets(@Reference WebhookStore store, @Reference SecretBox box) {
        this.store = store;
        this.box = box;
    }

    private static String context(long id) {
        return NAME + "/" + id + "/secret";
    }

    String seal(long id, String secret) {
        return box.seal(context(id), secret);
    }

    /** Those that sign now, the newest first. */
    List<String> signing(WebhookStore.Stored stored, Instant now) {
        long id = stored.webhook().id();
        List<String> secrets = new ArrayList<>();
        secrets.add(box.open(context(id), stored.secret()));
        String old = stored.oldSecret();
        Instant until = stored.webhook().oldSecretUntil();
        if (old != null && until != null && now.isBefore(until)) {
            secrets.add(box.open(context(id), old));
        }
        return secrets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int resealAll() {
        int resealed = 0;
        for (WebhookStore.Stored stored : store.database().read(store::all)) {
            String old = stored.oldSecret();
            if (stored.removed() == null && (box.isStale(stored.secret()) || (old != null && box.isStale(old)))) {
                store.database()
                        .transact(connection -> store.resealed(
                                connection,
                                stored,
                                again(stored.webhook().id(), stored.secret()),
                                old == null ? null : again(stored.webhook().id(), old)));
                resealed++;
            }
        }
        return resealed;
    }

    private String again(long id, @Nullable String sealed) {
        return seal(id, box.open(context(id), String.valueOf(sealed)));
    }
}
