/** Figures for operators, in the Prometheus format. */
@NullMarked
package org.rostrum.web.metrics;

import org.jspecify.annotations.NullMarked;
