/** The report on engagement: volume, answers, busy hours and open conversations of any period. */
@NullMarked
package org.rostrum.report.engagement;

import org.jspecify.annotations.NullMarked;
