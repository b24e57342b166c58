/** X, by its API v2. */
@NullMarked
package org.rostrum.connector.x;

import org.jspecify.annotations.NullMarked;
