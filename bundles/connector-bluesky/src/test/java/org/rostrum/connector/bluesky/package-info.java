@NullMarked
package org.rostrum.connector.bluesky;

import org.jspecify.annotations.NullMarked;
