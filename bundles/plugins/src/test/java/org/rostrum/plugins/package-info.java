@NullMarked
package org.rostrum.plugins;

import org.jspecify.annotations.NullMarked;
