@NullMarked
package org.rostrum.web.metrics;

import org.jspecify.annotations.NullMarked;
