/** How soon conversations are to be answered and done. */
@org.jspecify.annotations.NullMarked
package org.rostrum.engagement.due;
