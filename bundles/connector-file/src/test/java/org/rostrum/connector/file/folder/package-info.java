@NullMarked
package org.rostrum.connector.file.folder;

import org.jspecify.annotations.NullMarked;
