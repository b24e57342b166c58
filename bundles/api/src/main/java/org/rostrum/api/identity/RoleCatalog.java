package org.rostrum.api.identity;

import java.util.List;
import org.rostrum.api.security.RequiresPermission;

/** The roles that users can hold. */
public interface RoleCatalog {
    /** Ordered by name. */
    @RequiresPermission("roles:read")
    List<Role> roles();
}
