/** The connector, on a simulator made from the public documentation of LinkedIn. */
@NullMarked
package org.rostrum.connector.linkedin;

import org.jspecify.annotations.NullMarked;
