@NullMarked
package org.rostrum.channels.secret;

import org.jspecify.annotations.NullMarked;
