@NullMarked
package org.rostrum.web.health;

import org.jspecify.annotations.NullMarked;
