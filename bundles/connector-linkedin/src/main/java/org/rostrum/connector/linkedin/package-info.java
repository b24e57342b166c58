/** A page of LinkedIn, through the Community Management API. */
@NullMarked
package org.rostrum.connector.linkedin;

import org.jspecify.annotations.NullMarked;
