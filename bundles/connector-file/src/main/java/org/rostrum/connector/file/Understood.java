package org.rostrum.connector.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;

/**
 * What a record says.
 *
 * @param source the profile or company it belongs to; null when the file names none
 */
public record Understood(@Nullable String source, List<Activity> activities) {}
