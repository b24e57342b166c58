@NullMarked
package org.rostrum.web.front;

import org.jspecify.annotations.NullMarked;
