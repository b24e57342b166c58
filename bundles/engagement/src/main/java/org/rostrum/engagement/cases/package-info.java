/** What other systems tell of leads and tickets. */
@NullMarked
package org.rostrum.engagement.cases;

import org.jspecify.annotations.NullMarked;
