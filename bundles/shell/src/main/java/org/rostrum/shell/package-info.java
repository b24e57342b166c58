/** Signing in to the administration shell with the product's users, and the desk at which its commands are served. */
@NullMarked
package org.rostrum.shell;

import org.jspecify.annotations.NullMarked;
