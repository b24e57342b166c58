@NullMarked
package org.rostrum.web.parameter;

import org.jspecify.annotations.NullMarked;
