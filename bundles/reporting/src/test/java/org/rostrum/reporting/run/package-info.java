@NullMarked
package org.rostrum.reporting.run;

import org.jspecify.annotations.NullMarked;
