/** A channel of YouTube, through the YouTube Data API v3 and the hub that tells of new videos. */
@NullMarked
package org.rostrum.connector.youtube;

import org.jspecify.annotations.NullMarked;
