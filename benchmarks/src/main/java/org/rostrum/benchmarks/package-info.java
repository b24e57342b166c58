/** Measures the product against the bare libraries below it. */
@NullMarked
package org.rostrum.benchmarks;

import org.jspecify.annotations.NullMarked;
