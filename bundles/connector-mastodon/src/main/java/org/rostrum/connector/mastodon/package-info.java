/** Mastodon and other servers that speak its REST interface. */
@NullMarked
package org.rostrum.connector.mastodon;

import org.jspecify.annotations.NullMarked;
