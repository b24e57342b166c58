package org.rostrum.channels.secret;

import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretBox;
import org.rostrum.channels.ChannelTables;
import org.rostrum.channels.connectors.DraftChannels;
import org.rostrum.spi.connector.ChannelMemory;

/** The memory of connectors, sealed beside the secret settings of their channels. */
@Component(service = ChannelMemory.class)
public final class SealedMemory implements ChannelMemory {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 16_000;

    private final Database database;
    private final SecretBox box;
    private final Clock clock;
    private final SecretStore store = new SecretStore();
    private final DraftMemory drafts = new DraftMemory();

    @Activate
    public SealedMemory(@Reference ChannelTables tables, @Reference SecretBox box, @Reference Clock clock) {
        this.database = tables.database();
        this.box = box;
        this.clock = clock;
    }

    @Override
    public Optional<String> read(String channelId, String name) {
        check(name);
        if (DraftChannels.isDraft(channelId)) {
            return drafts.read(channelId, name);
        }
        return database.read(connection -> store.find(connection, channelId, SecretKind.MEMORY, name))
                .map(row -> box.open(row.context(), row.sealed()));
    }

    @Override
    public void write(String channelId, String name, String value) {
        check(name);
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("value: at most " + LONGEST_VALUE + " characters");
        }
        if (DraftChannels.isDraft(channelId)) {
            drafts.write(channelId, name, value);
            return;
        }
        alone();
        database.transact(connection -> {
            if (!store.lock(connection, channelId)) {
                throw Problem.notFound("channel", channelId);
            }
            String context = SecretStore.Row.context(channelId, SecretKind.MEMORY, name);
            store.put(connection, channelId, SecretKind.MEMORY, name, box.seal(context, value), clock.instant());
        });
    }

    @Override
    public void forget(String channelId, String name) {
        check(name);
        if (DraftChannels.isDraft(channelId)) {
            drafts.forget(channelId, name);
            return;
        }
        alone();
        database.transact(connection -> store.remove(connection, channelId, SecretKind.MEMORY, name));
    }

    private static void check(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name: 1 to " + LONGEST_NAME + " characters");
        }
    }

    /** Inside of another transaction it would not be durable when it returns. */
    private void alone() {
        if (database.inTransaction()) {
            throw new IllegalStateException("The memory of a connector must not be changed inside of a transaction");
        }
    }
}
