/** Who must act: routing rules, and the leads, tickets and notices that come of them. */
@NullMarked
package org.rostrum.engagement;

import org.jspecify.annotations.NullMarked;
