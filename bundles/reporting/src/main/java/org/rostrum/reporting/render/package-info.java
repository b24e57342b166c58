/** Turns what a report pack prepared into files. */
@NullMarked
package org.rostrum.reporting.render;

import org.jspecify.annotations.NullMarked;
