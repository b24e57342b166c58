package org.rostrum.api.activity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something attached to an activity.
 *
 * @param url where it lies
 * @param mediaType IANA media type; null when the network does not tell
 * @param description alternative text for those who cannot see it; null when there is none
 */
public record Attachment(URI url, @Nullable String mediaType, @Nullable String description) {}
