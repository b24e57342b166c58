/** Sites made with WordPress, by their REST interface (wp/v2). */
@NullMarked
package org.rostrum.connector.wordpress;

import org.jspecify.annotations.NullMarked;
