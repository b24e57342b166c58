package org.rostrum.spi.connector;

import java.util.List;
import java.util.Objects;
import org.rostrum.api.activity.Activity;

/**
 * What a {@link WebhookCall} brought, and what the network is answered once that is stored.
 *
 * @param activities may be repeated: the archive keeps each once
 * @param status of the answer, 200 to 599
 * @param mediaType of the answer's body
 * @param body of the answer; empty for none
 */
public record Received(List<Activity> activities, int status, String mediaType, String body) {
    public Received {
        activities = List.copyOf(activities);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: 200 to 599");
        }
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(body, "body");
    }

    /** 204 without a body. */
    public static Received of(List<Activity> activities) {
        return new Received(activities, 204, "text/plain", "");
    }

    /** An answer to a call that brought nothing, such as the proof that the address is ours. */
    public static Received answer(int status, String body) {
        return new Received(List.of(), status, "text/plain", body);
    }
}
