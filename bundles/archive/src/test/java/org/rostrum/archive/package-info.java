@NullMarked
package org.rostrum.archive;

import org.jspecify.annotations.NullMarked;
