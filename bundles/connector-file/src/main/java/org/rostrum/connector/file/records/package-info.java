/** Cuts a file into its records without understanding them: bounded memory, whatever the file holds. */
@NullMarked
package org.rostrum.connector.file.records;

import org.jspecify.annotations.NullMarked;
