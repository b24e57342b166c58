/** Tells whether the server is ready, and what keeps it from it. */
@NullMarked
package org.rostrum.web.health;

import org.jspecify.annotations.NullMarked;
