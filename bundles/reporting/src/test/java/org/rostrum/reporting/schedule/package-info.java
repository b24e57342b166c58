@NullMarked
package org.rostrum.reporting.schedule;

import org.jspecify.annotations.NullMarked;
