package org.rostrum.connector.file.activitystreams;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.Times;

/**
 * What the file does not say about itself.
 *
 * @param direction of what the own actors did not do
 * @param own ids or handles of the actors that speak for the organisation
 * @param summaryIsWarning whether a summary stands above the text (a content warning), not for it
 * @param language to take where a text comes in several, and to assume where it names none; null for neither
 */
record Manner(Direction direction, Set<String> own, boolean summaryIsWarning, Times times, @Nullable String language) {
    Manner {
        own = own.stream().map(Manner::key).collect(Collectors.toUnmodifiableSet());
    }

    Direction directionOf(Actor actor) {
        String handle = actor.handle();
        boolean ours = own.contains(key(actor.networkId())) || (handle != null && own.contains(key(handle)));
        return ours ? Direction.OUTBOUND : direction;
    }

    private static String key(String name) {
        return (name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
    }
}
