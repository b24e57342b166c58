@NullMarked
package org.rostrum.channels.health;

import org.jspecify.annotations.NullMarked;
