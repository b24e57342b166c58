package org.rostrum.vault;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretBox;

/** Seals with the newest key of the key file, and opens with all of them. */
@Component(service = {SecretBox.class, Vault.class})
public final class Vault implements SecretBox {
    private static final Pattern CONTEXT = Pattern.compile("[a-z][a-z0-9-]{0,63}/.+", Pattern.DOTALL);

    private final Database database;
    private final Keys keys;
    private final Clock clock;
    private final KeyTable table = new KeyTable();
    private final Set<String> owners = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Instant lastSealed;
    private volatile @Nullable Instant lastOpened;

    @Activate
    public Vault(@Reference Database database, @Reference Keys keys, @Reference Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String seal(String context, String plain) {
        if (!CONTEXT.matcher(context).matches()) {
            throw new IllegalArgumentException("context: the name of its SealedValues, a slash, and the place");
        }
        if (!database.inTransaction()) {
            throw new IllegalStateException("A value must be sealed in the transaction that keeps it");
        }
        String owner = context.substring(0, context.indexOf('/'));
        // the file is read before keys are held: who changes them does it the other way round
        if (database.read(table::newest).flatMap(keys::find).isEmpty()) {
            keys.look();
        }
        VaultKey key = database.transaction(connection -> {
            // until the end of the transaction: what is sealed with a key is there before that key can become an old
            // one
            table.holdShared(connection, database.engine());
            if (!owners.contains(owner)) {
                table.addOwner(connection, database.engine(), owner);
                database.afterCommit(() -> owners.add(owner));
            }
            return table.newest(connection)
                    .flatMap(id -> keys.standing().ring().find(id))
                    .orElseThrow(Standing::shut);
        });
        lastSealed = clock.instant();
        return SealedText.seal(key, keys.source(), context, plain).toString();
    }

    @Override
    public String open(String context, String sealed) {
        SealedText text = SealedText.parse(sealed);
        VaultKey key = keys.find(text.keyId()).orElseThrow(() -> Problem.of(
                        Problem.Kind.UNAVAILABLE,
                        "A secret was sealed with the key " + text.keyId() + ", which is not in the key file.")
                .withRemedy("Have the key file restored or copied from another node, or enter the secret again."));
        String plain = text.open(key, context);
        lastOpened = clock.instant();
        return plain;
    }

    @Override
    public boolean isStale(String sealed) {
        SealedText text;
        try {
            text = SealedText.parse(sealed);
        } catch (Problem damaged) {
            return false;
        }
        Standing now = keys.standing();
        boolean gone = now.ids(KeyTable.State.LOST).contains(text.keyId())
                && !now.ring().has(text.keyId());
        return !gone && !now.ids(KeyTable.State.NEWEST).contains(text.keyId());
    }

    @Nullable
    Instant lastSealed() {
        return lastSealed;
    }

    @Nullable
    Instant lastOpened() {
        return lastOpened;
    }
}
