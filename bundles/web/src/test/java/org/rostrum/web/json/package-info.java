@NullMarked
package org.rostrum.web.json;

import org.jspecify.annotations.NullMarked;
