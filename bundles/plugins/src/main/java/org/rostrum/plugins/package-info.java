/** What was dropped into the running server or uploaded: taken in, told of, taken away. */
@NullMarked
package org.rostrum.plugins;

import org.jspecify.annotations.NullMarked;
