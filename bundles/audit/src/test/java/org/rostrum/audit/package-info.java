@NullMarked
package org.rostrum.audit;

import org.jspecify.annotations.NullMarked;
