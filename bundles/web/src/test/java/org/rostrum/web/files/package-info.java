@NullMarked
package org.rostrum.web.files;

import org.jspecify.annotations.NullMarked;
