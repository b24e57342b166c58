package org.rostrum.archive.append;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Intake;

/** An activity that the archive does not know yet, on its way in. */
final class Fresh {
    final Intake.Entry entry;
    final Key key;
    final @Nullable Key parent;
    final @Nullable Key context;
    /** Any conversation it was put into; {@link Threading#current} tells which one that is now. */
    long thread;

    @Nullable
    Long contactId;

    long sequence;

    Fresh(Intake.Entry entry) {
        this.entry = entry;
        Activity activity = entry.activity();
        key = key(entry);
        parent = activity.inReplyTo() == null ? null : new Key(entry.channelId(), activity.inReplyTo());
        context = activity.context() == null ? null : new Key(entry.channelId(), activity.context());
    }

    static Key key(Intake.Entry entry) {
        return new Key(entry.channelId(), entry.activity().networkId());
    }

    Activity activity() {
        return entry.activity();
    }

    boolean inbound() {
        return activity().direction() == Direction.INBOUND;
    }

    /** The contact of an inbound activity. */
    long contact() {
        return Objects.requireNonNull(contactId, "an inbound activity has a contact");
    }
}
