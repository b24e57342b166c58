/** The connector types that are installed, their settings, and the connectors that run. */
@NullMarked
package org.rostrum.channels.connectors;

import org.jspecify.annotations.NullMarked;
