@NullMarked
package org.rostrum.connector.x;

import org.jspecify.annotations.NullMarked;
