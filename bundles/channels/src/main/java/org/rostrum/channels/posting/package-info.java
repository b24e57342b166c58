/** Carries posts from the outbox to the networks. */
@NullMarked
package org.rostrum.channels.posting;

import org.jspecify.annotations.NullMarked;
