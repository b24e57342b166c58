@NullMarked
package org.rostrum.http;

import org.jspecify.annotations.NullMarked;
