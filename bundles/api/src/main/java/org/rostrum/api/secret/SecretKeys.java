package org.rostrum.api.secret;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** The keys of the {@link SecretBox}: told of and changed, never shown. */
@ProviderType
public interface SecretKeys {
    /** What a key is good for. */
    enum State {
        /** In the key file, for the next change of keys; nothing was sealed with it. */
        PREPARED,
        /** Values are sealed with it. */
        NEWEST,
        /** Values are opened with it until they have been sealed again. */
        OLD,
        /** Given up because nobody has it any more; what was sealed with it cannot be opened. */
        LOST
    }

    /**
     * A key.
     *
     * @param id made of the key, which cannot be told from it
     * @param made null when the key is lost and nobody knows
     * @param atHand whether this node has it in its key file
     */
    record Key(String id, State state, @Nullable Instant made, boolean atHand) {}

    /**
     * How far a change of keys has come.
     *
     * @param newest id of the key with which values are sealed now
     * @param resealed how many values were sealed again by this call
     * @param done whether the old keys were given up
     * @param waitsFor for people: why not; null when done. It goes on by itself.
     */
    record Rotation(String newest, int resealed, boolean done, @Nullable String waitsFor) {}

    /** All keys that are not given up, the newest first. */
    @RequiresPermission("secrets:read")
    List<Key> list();

    /**
     * Puts a key for the next change into this node's key file, so that the file can be copied to the other nodes before.
     *
     * @return the key; the one that is prepared already when there is one
     * @throws Problem UNAVAILABLE when the key file cannot be read or written
     */
    @RequiresPermission("secrets:rotate")
    Key prepare();

    /**
     * Changes the key: takes the prepared one, or makes one, has every {@link SealedValues} seal its values again, and gives up
     * the old keys. What is interrupted, by a crash, too, goes on by itself within a minute; nothing is lost meanwhile.
     *
     * @param abandonLost whether to go on without keys that are in use and not in the key file; what was sealed with them cannot
     *     be opened any more, unless they are put back into the file later
     * @throws Problem CONFLICT while another change is under way; UNAVAILABLE when the key file cannot be read or written, or
     *     lacks a key
     */
    @RequiresPermission("secrets:rotate")
    Rotation rotate(boolean abandonLost);
}
