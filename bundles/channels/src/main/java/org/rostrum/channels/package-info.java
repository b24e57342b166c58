/** Channels, their polling, and the import of files. */
@NullMarked
package org.rostrum.channels;

import org.jspecify.annotations.NullMarked;
