/** What every request to the server meets first, and what answers where nothing else does. */
@NullMarked
package org.rostrum.web.front;

import org.jspecify.annotations.NullMarked;
