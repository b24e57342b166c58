/** The append-only archive: its services, its health and its tables. */
@NullMarked
package org.rostrum.archive;

import org.jspecify.annotations.NullMarked;
