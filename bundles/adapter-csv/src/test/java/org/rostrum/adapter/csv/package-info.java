@NullMarked
package org.rostrum.adapter.csv;

import org.jspecify.annotations.NullMarked;
