@NullMarked
package org.rostrum.reporting.render;

import org.jspecify.annotations.NullMarked;
