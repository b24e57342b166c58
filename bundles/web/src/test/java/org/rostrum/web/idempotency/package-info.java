@NullMarked
package org.rostrum.web.idempotency;

import org.jspecify.annotations.NullMarked;
