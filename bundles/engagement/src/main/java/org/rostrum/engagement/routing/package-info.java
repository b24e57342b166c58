/** What other systems tell of leads and tickets. */
@NullMarked
package org.rostrum.engagement.routing;

import org.jspecify.annotations.NullMarked;
