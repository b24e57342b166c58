package org.rostrum.spi.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * One connected channel. A connector is a DS component with {@link ConnectorType}, with {@code configurationPolicy = REQUIRE}
 * and a factory configuration per channel (PID {@code org.rostrum.connector.<type>}); the platform makes the configuration
 * when a channel is created, and calls the service while it exists. Beside it the plugin registers one {@link ConnectorKind}.
 *
 * <p>Duties of every connector:
 *
 * <ul>
 *   <li>Its constructor must return at once and must not talk to the network: settings that are wrong, and networks that are
 *       down, are told by {@link #check} and by the operations.
 *   <li>Every operation must return or throw within a minute, must obey interruption, and must hold no more in memory than
 *       what it returns.
 *   <li>What fails must be thrown as {@link DeliveryException} with the right {@link FailureCategory}; its message is shown to
 *       people and must hold no secret. Nothing may be tried again inside: the platform decides.
 *   <li>An operation whose {@link Ability} is not claimed must throw {@link FailureCategory#UNSUPPORTED}, as the methods here do.
 *   <li>{@link #fetch} is called by one thread at a time; the others may be called by several at once, beside it.
 *   <li>When the component is deactivated, connections and threads must be gone within two seconds.
 * </ul>
 */
public interface Connector {
    /** Service property: the connector type, such as {@code feed}; set by {@link ConnectorType}. */
    String TYPE = "rostrum.connector.type";

    /**
     * Configuration and service property: id of the channel; set by the platform. It begins with {@code ~} while settings are
     * tried that are not kept: credentials that are used up by their first use must then not be used.
     */
    String CHANNEL = "rostrum.channel";

    /** What this channel can do; may be less than its {@link ConnectorKind} can, when its settings or rights do not suffice. */
    Set<Ability> abilities();

    /** Name of the network whose ids of people and activities these are, such as {@code twitter} or {@code feed}. */
    String network();

    /**
     * Finds out, with calls that change nothing, whether settings and credentials are right and suffice for
     * {@link #abilities()}.
     *
     * @return who we are there, for people, such as {@code @acme.example (Acme Ltd)}
     * @throws DeliveryException in words that tell what to change
     */
    String check() throws DeliveryException;

    /**
     * Asks the network for what is new. Must never lose an activity and never repeat one behind its cursor; what is called
     * again with the same cursor, because its result was not stored, must be given again.
     *
     * @param cursor as returned by the fetch before; null the first time
     */
    default Fetched fetch(@Nullable String cursor) throws DeliveryException {
        throw unsupported(Ability.LISTEN);
    }

    /**
     * Whether the page behind a cursor may be asked for while what came with that cursor is still being stored, and perhaps
     * never will be: the cursor before it must then still give the same. Not where the network forgets what is asked past.
     */
    default boolean canReadAhead() {
        return false;
    }

    /**
     * Finds public activities, of the organisation's and of others, newest first.
     *
     * @param cursor as returned with the page before; null for the first
     * @return a page; its cursor is used only while {@link Fetched#more()} is true
     */
    default Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        throw unsupported(Ability.SEARCH);
    }

    /**
     * Says something. Must hand {@link Post#idempotencyKey()} to the network where that has a place for it, so that the same
     * post sent twice is there once. If the request may have arrived but no answer came, the category is
     * {@link FailureCategory#UNKNOWN_OUTCOME}; the platform then asks {@link #find} before it sends the post again.
     */
    default Receipt publish(Post post) throws DeliveryException {
        throw unsupported(post.needs().contains(Ability.REPLY) ? Ability.REPLY : Ability.PUBLISH);
    }

    /** Whether {@link #find} can look posts up; if not, a post whose outcome is unknown waits for a person. */
    default boolean canFind() {
        return false;
    }

    /**
     * Looks on the network for what an earlier {@link #publish} of the same post may have left there.
     *
     * @return what was found; empty when it certainly is not there
     */
    default Optional<Receipt> find(Post post) throws DeliveryException {
        throw unsupported(Ability.PUBLISH);
    }

    /**
     * Counts reactions to posts.
     *
     * @param networkIds of at most 100 activities
     * @return what the network counts, by network id; ids that are not there any more are left out
     */
    default Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        throw unsupported(Ability.METRICS);
    }

    /** Acts on what is there. Must succeed quietly when it is in that state already. */
    default void moderate(Moderation moderation) throws DeliveryException {
        throw unsupported(Ability.MODERATE);
    }

    /**
     * Takes a call of the network. The platform has bounded its size and knows the channel by its address; whether it comes
     * from the network (signature, replay) must be found out here, before anything else. What is brought is stored before
     * the network gets its answer; called again with the same request, the same must come out.
     */
    default Received receive(WebhookCall call) throws DeliveryException {
        throw unsupported(Ability.WEBHOOK);
    }

    /** When the credentials end, as far as the network says; empty when they do not, or it does not say. */
    default Optional<Instant> credentialsEnd() {
        return Optional.empty();
    }

    /**
     * What somebody should see to though nothing has failed, such as messages that came back; shown with the health of the
     * channel. Answered at once, from what is known.
     *
     * @return sentences for people, at most 10; empty when there is nothing
     */
    default List<String> warnings() {
        return List.of();
    }

    /** What is left of the network's rate limits, as its last answers told. */
    default List<RateBudget> budgets() {
        return List.of();
    }

    private static DeliveryException unsupported(Ability ability) {
        return new DeliveryException(FailureCategory.UNSUPPORTED, "This channel cannot " + ability + ".", null);
    }
}
