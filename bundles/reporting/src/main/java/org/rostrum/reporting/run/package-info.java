/** The life of one run: waiting, running, stored, mailed. */
@NullMarked
package org.rostrum.reporting.run;

import org.jspecify.annotations.NullMarked;
