package org.rostrum.api.accounts;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made.
 *
 * @param id wished id; null to derive it from the name
 * @param zone null to inherit the parent's, or UTC at a root
 */
public record NewAccount(@Nullable String id, @Nullable String parentId, String name, @Nullable ZoneId zone) {}
