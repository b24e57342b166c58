@NullMarked
package org.rostrum.demo;

import org.jspecify.annotations.NullMarked;
