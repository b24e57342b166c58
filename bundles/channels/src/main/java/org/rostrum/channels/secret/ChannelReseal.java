package org.rostrum.channels.secret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SealedValues;
import org.rostrum.api.secret.SecretBox;
import org.rostrum.channels.ChannelTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the secrets of all channels again, one after the other, when the key is changed. */
@Component(service = SealedValues.class)
public final class ChannelReseal implements SealedValues {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelReseal.class);
    private static final int CHANNELS_AT_ONCE = 100;

    private final Database database;
    private final SecretBox box;
    private final SecretStore store = new SecretStore();

    @Activate
    public ChannelReseal(@Reference ChannelTables tables, @Reference SecretBox box) {
        this.database = tables.database();
        this.box = box;
    }

    @Override
    public String name() {
        return ChannelSecrets.OWNER;
    }

    @Override
    public int resealAll() {
        Progress progress = new Progress();
        String last = "";
        while (true) {
            String behind = last;
            List<String> channels =
                    database.read(connection -> store.channelsBehind(connection, behind, CHANNELS_AT_ONCE));
            if (channels.isEmpty()) {
                return progress.end();
            }
            for (String channel : channels) {
                for (SecretKind kind : SecretKind.values()) {
                    database.read(connection -> store.ofChannel(connection, channel, kind)).stream()
                            .filter(row -> box.isStale(row.sealed()))
                            .forEach(row -> reseal(row, progress));
                }
                last = channel;
            }
        }
    }

    private void reseal(SecretStore.Row row, Progress progress) {
        try {
            boolean done = database.transaction(connection ->
                    store.reseal(connection, row, box.seal(row.context(), box.open(row.context(), row.sealed()))));
            // if not, it is another value by now, and sealed with the newest key
            progress.resealed += done ? 1 : 0;
        } catch (Problem shut) {
            if (shut.kind() == Problem.Kind.UNPROCESSABLE) {
                LOG.warn(
                        "The secret {} of channel {} opens with no key. {}",
                        row.name(),
                        row.channelId(),
                        shut.remedy());
            } else {
                progress.failure = shut;
            }
        }
    }

    /** What one call has done. */
    private static final class Progress {
        private int resealed;
        private @Nullable Problem failure;

        int end() {
            if (failure != null) {
                throw failure;
            }
            return resealed;
        }
    }
}
