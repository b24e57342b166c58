@NullMarked
package org.rostrum.reporting;

import org.jspecify.annotations.NullMarked;
