@NullMarked
package org.rostrum.archive.figures;

import org.jspecify.annotations.NullMarked;
