/** Seals secrets for the database with keys that stand outside of it, and changes those keys. */
@NullMarked
package org.rostrum.vault;

import org.jspecify.annotations.NullMarked;
