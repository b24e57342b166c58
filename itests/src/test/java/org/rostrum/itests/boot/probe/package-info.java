/** Contents of the small bundles that the tests deploy, update and remove. */
@NullMarked
package org.rostrum.itests.boot.probe;

import org.jspecify.annotations.NullMarked;
