/** Which permissions there are. */
@NullMarked
package org.rostrum.web.permission;

import org.jspecify.annotations.NullMarked;
