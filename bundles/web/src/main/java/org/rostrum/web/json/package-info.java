/** How records look in JSON, and what is wrong with JSON that does not fit. */
@NullMarked
package org.rostrum.web.json;

import org.jspecify.annotations.NullMarked;
