@NullMarked
package org.rostrum.archive.verify;

import org.jspecify.annotations.NullMarked;
