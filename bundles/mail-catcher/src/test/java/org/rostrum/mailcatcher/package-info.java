@NullMarked
package org.rostrum.mailcatcher;

import org.jspecify.annotations.NullMarked;
