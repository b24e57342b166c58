/** Tests of the whole. */
@NullMarked
package org.rostrum.itests;

import org.jspecify.annotations.NullMarked;
