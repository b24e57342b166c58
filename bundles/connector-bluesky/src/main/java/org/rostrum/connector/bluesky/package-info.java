/** Bluesky and other servers of the AT Protocol, by their public XRPC interface. */
@NullMarked
package org.rostrum.connector.bluesky;

import org.jspecify.annotations.NullMarked;
