@NullMarked
package org.rostrum.channels.connectors;

import org.jspecify.annotations.NullMarked;
