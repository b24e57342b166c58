/** What is put into the servers that are measured. */
@NullMarked
package org.rostrum.benchmarks.deployed;

import org.jspecify.annotations.NullMarked;
