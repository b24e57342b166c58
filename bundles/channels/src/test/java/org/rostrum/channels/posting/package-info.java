@NullMarked
package org.rostrum.channels.posting;

import org.jspecify.annotations.NullMarked;
