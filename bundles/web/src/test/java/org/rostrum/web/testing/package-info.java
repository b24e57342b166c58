/** A server and a framework for the tests of this bundle. */
@NullMarked
package org.rostrum.web.testing;

import org.jspecify.annotations.NullMarked;
