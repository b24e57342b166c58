@NullMarked
package org.rostrum.buildtools.jrxml;

import org.jspecify.annotations.NullMarked;
