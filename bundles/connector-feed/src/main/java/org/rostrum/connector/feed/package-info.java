/** RSS and Atom feeds as channels. */
@NullMarked
package org.rostrum.connector.feed;

import org.jspecify.annotations.NullMarked;
