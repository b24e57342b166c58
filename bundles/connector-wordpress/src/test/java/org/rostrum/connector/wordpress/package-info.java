@NullMarked
package org.rostrum.connector.wordpress;

import org.jspecify.annotations.NullMarked;
