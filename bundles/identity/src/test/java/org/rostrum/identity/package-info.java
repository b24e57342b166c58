@NullMarked
package org.rostrum.identity;

import org.jspecify.annotations.NullMarked;
