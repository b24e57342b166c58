package org.rostrum.api.activity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something attached to an activity.
 *
 * @param url where it lies, at most 4,096 characters
 * @param mediaType IANA media type; null when the network does not tell
 * @param description alternative text for those who cannot see it; at most 10,000 characters; null when there is none
 */
public record Attachment(URI url, @Nullable String mediaType, @Nullable String description) {
    public Attachment {
        Limits.url("attachment.url", url);
        Limits.optionalText("attachment.mediaType", mediaType, 128);
        Limits.optionalText("attachment.description", description, 10_000);
    }
}
