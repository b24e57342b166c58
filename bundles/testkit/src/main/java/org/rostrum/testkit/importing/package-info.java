/** For those who write formats of files: the duties of an {@link org.rostrum.spi.importing.ImportFormat} as tests. */
@NullMarked
package org.rostrum.testkit.importing;

import org.jspecify.annotations.NullMarked;
