/** The product as its users have it: unpacked, started, killed, and asked over its public interfaces alone. */
@NullMarked
package org.rostrum.itests.outside;

import org.jspecify.annotations.NullMarked;
