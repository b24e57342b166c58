@NullMarked
package org.rostrum.web.problem;

import org.jspecify.annotations.NullMarked;
