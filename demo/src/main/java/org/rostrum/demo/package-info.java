/** Lets example data run through a server and collects what came of it. */
@NullMarked
package org.rostrum.demo;

import org.jspecify.annotations.NullMarked;
