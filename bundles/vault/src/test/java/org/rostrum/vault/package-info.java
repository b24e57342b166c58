@NullMarked
package org.rostrum.vault;

import org.jspecify.annotations.NullMarked;
