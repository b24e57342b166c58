/** Secrets of channels: sealed in the database, opened for their connectors alone. */
@NullMarked
package org.rostrum.channels.secret;

import org.jspecify.annotations.NullMarked;
