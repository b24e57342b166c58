/** ActivityStreams 2.0 and Mastodon's export of it. */
@NullMarked
package org.rostrum.connector.file.activitystreams;

import org.jspecify.annotations.NullMarked;
