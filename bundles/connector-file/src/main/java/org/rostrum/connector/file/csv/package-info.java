/** Comma-separated values with a mapping of columns. */
@NullMarked
package org.rostrum.connector.file.csv;

import org.jspecify.annotations.NullMarked;
