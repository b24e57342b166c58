package org.rostrum.testkit.connector;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ConnectorContract} needs of a network, whatever protocol it speaks. Networks that speak HTTP extend {@link
 * NetworkSimulator}; others say here what a call is with them, and what a {@link Trouble} looks like in their protocol.
 */
public abstract class SimulatedNetwork implements AutoCloseable {
    /** Something that the connector has said. */
    public record Said(String networkId, String text, @Nullable String inReplyTo) {}

    /**
     * Somebody says something that the channel must bring.
     *
     * @return the network's id of it
     */
    public abstract String say(String text);

    /** Waits until all that was said can be read; for networks that take their time. */
    public void settle() {}

    /** What the connector has said, in this order; what it has taken back is not there. */
    public abstract List<Said> said();

    /** Whether what the connector has said carries these bytes, as an attachment or beside it. */
    public abstract boolean received(byte[] content);

    /** Whether what the connector has said, or what it has sent with it, shows these words. */
    public abstract boolean received(String words);

    /** The network no longer accepts the credentials of the channel; does nothing when it wants none. */
    public abstract void revoke();

    /** Passwords, tokens and keys of the channel: they may be in the calls, and nowhere else. */
    public abstract Set<String> secrets();

    /**
     * Whether the connector asks the network. One that only waits to be called cannot find out that the network is down or has
     * taken credentials back; its check says where it waits.
     */
    public boolean isAsked() {
        return true;
    }

    /** People react to something the connector has said. Networks without {@code METRICS} need not do anything. */
    public void like(String networkId, int times) {}

    /** The kinds of trouble that can come about: there are other systems than those that answer over a connection. */
    public Set<Trouble.Kind> troubles() {
        return EnumSet.allOf(Trouble.Kind.class);
    }

    /** All calls meet trouble until {@link #calm}. */
    public abstract void trouble(Trouble next);

    /** So many calls that publish something meet trouble, and no others. */
    public abstract void troubleForPosts(Trouble next, int times);

    /** Every so manieth call meets trouble until {@link #calm}. */
    public abstract void troubleNowAndThen(Trouble next, int every);

    public abstract void calm();

    /** How many calls came until now. */
    public abstract int calls();

    /** How many of them publish something. */
    public abstract int posts();

    /** Whether a call waits for an answer that does not come ({@link Trouble.Kind#SILENCE}). */
    public abstract boolean isSilent();

    /** Ends the network; nobody is there any more. */
    @Override
    public abstract void close();
}
