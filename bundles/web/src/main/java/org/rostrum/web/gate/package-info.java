/** What every request to the API passes before its resource sees it. */
@NullMarked
package org.rostrum.web.gate;

import org.jspecify.annotations.NullMarked;
