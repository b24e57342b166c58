/** The assembled distribution, started: what is in it, who may do what, and what happens when parts come and go. */
@NullMarked
package org.rostrum.itests.boot;

import org.jspecify.annotations.NullMarked;
