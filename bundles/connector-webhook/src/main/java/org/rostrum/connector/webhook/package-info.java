/** Takes signed calls of whatever has no connector of its own: JSON with a mapping, and CloudEvents. */
@NullMarked
package org.rostrum.connector.webhook;

import org.jspecify.annotations.NullMarked;
