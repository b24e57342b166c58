@NullMarked
package org.rostrum.report.engagement;

import org.jspecify.annotations.NullMarked;
