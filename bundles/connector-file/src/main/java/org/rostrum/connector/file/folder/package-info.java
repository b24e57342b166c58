/** Watched folders: files put there are imported. */
@NullMarked
package org.rostrum.connector.file.folder;

import org.jspecify.annotations.NullMarked;
