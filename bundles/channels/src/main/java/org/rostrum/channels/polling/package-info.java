/** Asks the connectors for what is new. */
@NullMarked
package org.rostrum.channels.polling;

import org.jspecify.annotations.NullMarked;
