/** Tests of outgoing webhooks. */
@NullMarked
package org.rostrum.webhooks;

import org.jspecify.annotations.NullMarked;
