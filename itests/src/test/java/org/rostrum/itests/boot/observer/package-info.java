/** A bundle that the tests put into the server to see its inside. */
@NullMarked
package org.rostrum.itests.boot.observer;

import org.jspecify.annotations.NullMarked;
