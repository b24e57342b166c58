/** Tests. */
@NullMarked
package org.rostrum.database;

import org.jspecify.annotations.NullMarked;
