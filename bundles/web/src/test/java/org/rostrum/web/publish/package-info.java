@NullMarked
package org.rostrum.web.publish;

import org.jspecify.annotations.NullMarked;
