@NullMarked
package org.rostrum.web.container;

import org.jspecify.annotations.NullMarked;
