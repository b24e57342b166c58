/** The connector, on a simulator made from the public documentation of YouTube. */
@NullMarked
package org.rostrum.connector.youtube;

import org.jspecify.annotations.NullMarked;
