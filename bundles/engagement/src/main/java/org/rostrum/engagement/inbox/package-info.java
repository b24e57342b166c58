/** The inbox: what people do with conversations. */
@NullMarked
package org.rostrum.engagement.inbox;

import org.jspecify.annotations.NullMarked;
