@NullMarked
package org.rostrum.channels.webhook;

import org.jspecify.annotations.NullMarked;
