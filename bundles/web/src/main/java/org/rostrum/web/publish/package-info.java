/** Serves the REST resources that are there at the moment, and changes over without failing a request. */
@NullMarked
package org.rostrum.web.publish;

import org.jspecify.annotations.NullMarked;
