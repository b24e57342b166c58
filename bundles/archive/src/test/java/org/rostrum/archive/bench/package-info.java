/** Measurements to be started by hand; they assert nothing and run in no build. */
@NullMarked
package org.rostrum.archive.bench;

import org.jspecify.annotations.NullMarked;
