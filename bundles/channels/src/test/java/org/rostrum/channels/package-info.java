@NullMarked
package org.rostrum.channels;

import org.jspecify.annotations.NullMarked;
