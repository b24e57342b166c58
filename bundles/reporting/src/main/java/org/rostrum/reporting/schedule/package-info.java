/** When schedules run, and for which period. */
@NullMarked
package org.rostrum.reporting.schedule;

import org.jspecify.annotations.NullMarked;
