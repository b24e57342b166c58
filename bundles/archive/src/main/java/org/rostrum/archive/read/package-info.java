/** Reading the archive in pages and streams. */
@NullMarked
package org.rostrum.archive.read;

import org.jspecify.annotations.NullMarked;
