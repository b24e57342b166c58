@NullMarked
package org.rostrum.shell;

import org.jspecify.annotations.NullMarked;
