/** Databases and fakes for tests. */
@NullMarked
package org.rostrum.testkit;

import org.jspecify.annotations.NullMarked;
