@NullMarked
package org.rostrum.connector.meta;

import org.jspecify.annotations.NullMarked;
