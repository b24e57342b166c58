@NullMarked
package org.rostrum.archive.store;

import org.jspecify.annotations.NullMarked;
