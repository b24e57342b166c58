/** How the archive's rows look and how they are chained, read and written. */
@NullMarked
package org.rostrum.archive.store;

import org.jspecify.annotations.NullMarked;
